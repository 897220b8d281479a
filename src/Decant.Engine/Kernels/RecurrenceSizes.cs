namespace Decant.Engine.Kernels;

/// <summary>Sizes of a recurrent layer, and how its operands lie in memory.</summary>
internal readonly unsafe record struct RecurrenceSizes
{
    /// <summary>Steps.</summary>
    public required int T { get; init; }

    /// <summary>Samples.</summary>
    public required int N { get; init; }

    /// <summary>Input features.</summary>
    public required int I { get; init; }

    /// <summary>Hidden units.</summary>
    public required int H { get; init; }

    /// <summary>Gates.</summary>
    public required int G { get; init; }

    /// <summary>Directions.</summary>
    public required int D { get; init; }

    /// <summary>Rows of the weights of one direction.</summary>
    public int Rows => G * H;

    /// <summary>A step of [D, T, N, width].</summary>
    public E* Kept<E>(E* x, int direction, int t, int width)
        where E : unmanaged => x + ((((long)direction * T) + t) * N * width);

    /// <summary>A step of y, [T, D, N, H].</summary>
    public E* Shown<E>(E* y, int direction, int t)
        where E : unmanaged => y + ((((long)t * D) + direction) * N * H);

    /// <summary>One direction of a state [D, N, H].</summary>
    public E* State<E>(E* x, int direction)
        where E : unmanaged => x is null ? null : x + ((long)direction * N * H);
}
