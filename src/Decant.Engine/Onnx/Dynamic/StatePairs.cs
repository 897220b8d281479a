namespace Decant.Engine.Onnx;

/// <summary>
/// Which outputs of a network are the states that it takes at its next run: equal in element type and shape, and named alike (h and hn,
/// state_in and state_out, past and present).
/// </summary>
internal static class StatePairs
{
    private static readonly HashSet<string> s_roles = new(StringComparer.Ordinal)
    {
        "in",
        "out",
        "input",
        "output",
        "past",
        "present",
        "prev",
        "previous",
        "current",
        "next",
        "new",
        "old",
        "initial",
        "final",
        "last",
        "n",
        "0",
        "1",
    };

    /// <summary>Names of inputs by those of outputs; an output that fits several inputs is none.</summary>
    public static Dictionary<string, string> Find(IReadOnlyList<NetworkPort> inputs, IReadOnlyList<NetworkPort> outputs)
    {
        var fitting = outputs
            .Select(output => (Output: output, Inputs: inputs.Where(input => Fit(input, output)).ToArray()))
            .Where(pair => pair.Inputs.Length == 1)
            .ToArray();
        return fitting
            .GroupBy(pair => pair.Inputs[0].Name)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Single().Output.Name, group => group.Key, StringComparer.Ordinal);
    }

    private static bool Fit(NetworkPort input, NetworkPort output) =>
        input.Type == output.Type
        && Stem(input.Name) is { Length: > 0 } stem
        && (stem == Stem(output.Name) || stem + "n" == Stem(output.Name))
        && (
            input.Shape is not { } given
            || output.Shape is not { } made
            || (
                given.Rank == made.Rank
                && given.Zip(made).All(sizes => !sizes.First.IsStatic || !sizes.Second.IsStatic || sizes.First == sizes.Second)
            )
        );

    // The words of a name without those that say on which side it is.
    private static string Stem(string name)
    {
        var letters = new string([.. name.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ')]);
        return string.Concat(letters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !s_roles.Contains(word)));
    }
}
