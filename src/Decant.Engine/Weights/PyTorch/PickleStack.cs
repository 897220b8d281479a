namespace Decant.Engine.Weights.PyTorch;

/// <summary>The stack of the pickle machine, with its marks.</summary>
internal sealed class PickleStack
{
    private readonly List<object?> _values = [];
    private readonly Stack<int> _marks = new();

    /// <summary>Puts a value on top.</summary>
    public void Push(object? value) => _values.Add(value);

    /// <summary>Puts a mark on top.</summary>
    public void PushMark() => _marks.Push(_values.Count);

    /// <summary>The topmost value.</summary>
    public object? Peek() => _values.Count > Floor ? _values[^1] : throw Empty();

    /// <summary>Takes the topmost value.</summary>
    public object? Pop()
    {
        var value = Peek();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    /// <summary>Takes the topmost value, which must be of a kind.</summary>
    /// <param name="instruction">What needs it, for the error.</param>
    public T Pop<T>(string instruction) => Pop() is T value ? value : throw Misfit(instruction);

    /// <summary>The topmost value, which must be of a kind.</summary>
    /// <param name="instruction">What needs it, for the error.</param>
    public T Peek<T>(string instruction) => Peek() is T value ? value : throw Misfit(instruction);

    /// <summary>Takes the topmost values.</summary>
    public object?[] Pop(int count)
    {
        if (_values.Count - Floor < count)
        {
            throw Empty();
        }

        object?[] taken = [.. _values[^count..]];
        _values.RemoveRange(_values.Count - count, count);
        return taken;
    }

    /// <summary>Takes everything above the last mark, and the mark.</summary>
    public object?[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw new DecantException("the pickle looks for a mark that was never set. The file is damaged.");
        }

        var taken = Pop(_values.Count - _marks.Peek());
        _marks.Pop();
        return taken;
    }

    /// <summary>Takes the topmost value, or the mark if it is on top.</summary>
    public void PopValueOrMark()
    {
        if (_marks.Count > 0 && _marks.Peek() == _values.Count)
        {
            _marks.Pop();
        }
        else
        {
            Pop();
        }
    }

    private int Floor => _marks.Count > 0 ? _marks.Peek() : 0;

    private static DecantException Misfit(string instruction) =>
        new($"the pickle's instruction {instruction} finds a value that it cannot work on. The file is damaged.");

    private static DecantException Empty() => new("the pickle takes more values than it has put down. The file is damaged.");
}
