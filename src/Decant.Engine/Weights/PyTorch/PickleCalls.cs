namespace Decant.Engine.Weights.PyTorch;

/// <summary>
/// What takes the place of Python's calls: only known names have something to do, and all that it does is to describe a value.
/// </summary>
internal static class PickleCalls
{
    // Longer arguments than any call has that builds a tensor or a plain value; what is longer would be copied again and again.
    private const int MostArguments = 64;

    /// <summary>REDUCE: a callable and its arguments become a value.</summary>
    /// <returns>How much work that was.</returns>
    public static long Reduce(PickleStack stack)
    {
        var arguments = stack.Pop<PickledTuple>("REDUCE").Items;
        var callable = stack.Pop<PickledGlobal>("REDUCE");
        if (callable.Call is null || arguments.Length > MostArguments)
        {
            throw PickleGlobals.Refusal($"{callable.Name}(…)");
        }

        var work = arguments.Sum(Length);
        stack.Push(callable.Call(arguments));
        return work;
    }

    /// <summary>BUILD: attributes of a value; those of an OrderedDict, such as a state dictionary's versions, are skipped.</summary>
    public static void Build(PickleStack stack)
    {
        stack.Pop();
        if (stack.Peek() is not (PickledDictionary or PickledOpaque))
        {
            throw PickleGlobals.Refusal("attributes of an object");
        }
    }

    private static long Length(object? argument) =>
        argument switch
        {
            PickledTuple tuple => tuple.Items.Length,
            PickledList list => list.Items.Count,
            string text => text.Length,
            byte[] bytes => bytes.Length,
            _ => 0,
        };
}
