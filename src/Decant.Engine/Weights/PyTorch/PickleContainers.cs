namespace Decant.Engine.Weights.PyTorch;

/// <summary>The instructions that build tuples, lists, sets and dictionaries.</summary>
internal static class PickleContainers
{
    /// <summary>Does the instruction if it is one of these.</summary>
    public static bool TryStep(PickleCode code, PickleStack stack)
    {
        switch (code)
        {
            case PickleCode.EmptyTuple:
                stack.Push(new PickledTuple([]));
                break;
            case PickleCode.Tuple1:
                stack.Push(new PickledTuple(stack.Pop(1)));
                break;
            case PickleCode.Tuple2:
                stack.Push(new PickledTuple(stack.Pop(2)));
                break;
            case PickleCode.Tuple3:
                stack.Push(new PickledTuple(stack.Pop(3)));
                break;
            case PickleCode.Tuple:
                stack.Push(new PickledTuple(stack.PopToMark()));
                break;
            case PickleCode.EmptyList or PickleCode.EmptySet:
                stack.Push(new PickledList());
                break;
            case PickleCode.List or PickleCode.FrozenSet:
                PushList(stack);
                break;
            case PickleCode.Append:
                Append(stack, stack.Pop(1));
                break;
            case PickleCode.Appends or PickleCode.AddItems:
                Append(stack, stack.PopToMark());
                break;
            case PickleCode.EmptyDictionary:
                stack.Push(new PickledDictionary());
                break;
            case PickleCode.Dictionary:
                PushDictionary(stack);
                break;
            case PickleCode.SetItem:
                SetItems(stack, stack.Pop(2));
                break;
            case PickleCode.SetItems:
                SetItems(stack, stack.PopToMark());
                break;
            default:
                return false;
        }

        return true;
    }

    private static void PushList(PickleStack stack)
    {
        var list = new PickledList();
        list.Items.AddRange(stack.PopToMark());
        stack.Push(list);
    }

    private static void PushDictionary(PickleStack stack)
    {
        var pairs = stack.PopToMark();
        stack.Push(new PickledDictionary());
        SetItems(stack, pairs);
    }

    private static void Append(PickleStack stack, object?[] items) => stack.Peek<PickledList>("APPEND").Items.AddRange(items);

    private static void SetItems(PickleStack stack, object?[] items)
    {
        var dictionary = stack.Peek<PickledDictionary>("SETITEM");
        if (items.Length % 2 != 0)
        {
            throw new DecantException("the pickle has a key without a value. The file is damaged.");
        }

        for (var i = 0; i < items.Length; i += 2)
        {
            dictionary.Pairs.Add(new(items[i], items[i + 1]));
        }
    }
}
