namespace Decant.Engine.Devices;

/// <summary>The matrices of a batched product, one after the other: which of A and B make which of Y.</summary>
internal ref struct MatrixBatches(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ReadOnlySpan<int> y)
{
    private readonly ReadOnlySpan<int> _a = a[..^2];
    private readonly ReadOnlySpan<int> _b = b[..^2];
    private readonly ReadOnlySpan<int> _y = y[..^2];
    private int _index = -1;

    /// <summary>Numbers of the current matrices.</summary>
    public (int A, int B, int Y) Current { get; private set; }

    /// <summary>Itself, for foreach.</summary>
    public readonly MatrixBatches GetEnumerator() => this;

    /// <summary>Goes on to the next product.</summary>
    public bool MoveNext()
    {
        var count = 1;
        foreach (var size in _y)
        {
            count *= size;
        }

        if (++_index >= count)
        {
            return false;
        }

        Current = (Place(_a), Place(_b), _index);
        return true;
    }

    private readonly int Place(ReadOnlySpan<int> sizes)
    {
        var (place, stride, rest) = (0, 1, _index);
        for (var axis = 1; axis <= sizes.Length; axis++)
        {
            var coordinate = rest % _y[^axis];
            rest /= _y[^axis];
            place += sizes[^axis] == 1 ? 0 : coordinate * stride;
            stride *= sizes[^axis];
        }

        return place;
    }
}
