using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>A larger tensor around a tensor; negative padding cuts.</summary>
internal static unsafe class Pad
{
    /// <summary>Pads along every axis.</summary>
    /// <param name="x">Source.</param>
    /// <param name="y">Target.</param>
    /// <param name="sizes">Shape of x.</param>
    /// <param name="begins">Elements put before x along each axis; negative cuts.</param>
    /// <param name="targetSizes">Shape of y.</param>
    /// <param name="mode">What surrounds the tensor.</param>
    /// <param name="value">The value of <see cref="PadMode.Constant"/>.</param>
    public static void Run<T>(
        T* x,
        T* y,
        ReadOnlySpan<int> sizes,
        ReadOnlySpan<int> begins,
        ReadOnlySpan<int> targetSizes,
        PadMode mode,
        T value
    )
        where T : unmanaged
    {
        var source = LoopNest.Over(sizes).Dense();
        var nest = LoopNest.Over(targetSizes).Dense();
        var count = Count(targetSizes);
        for (long i = 0; i < count; i++)
        {
            var from = Source(nest, source, i, begins, mode);
            y[i] = from < 0 ? value : x[from];
        }
    }

    /// <summary>dx = Σ of dy over the places that show the element.</summary>
    /// <param name="dy">Gradient of the padded tensor.</param>
    /// <param name="dx">Gradient of the tensor inside.</param>
    /// <param name="sizes">Shape of dx.</param>
    /// <param name="begins">As in the forward direction.</param>
    /// <param name="targetSizes">Shape of dy.</param>
    /// <param name="mode">As in the forward direction.</param>
    public static void Gradient<T>(
        T* dy,
        T* dx,
        ReadOnlySpan<int> sizes,
        ReadOnlySpan<int> begins,
        ReadOnlySpan<int> targetSizes,
        PadMode mode
    )
        where T : unmanaged, INumber<T>
    {
        var source = LoopNest.Over(sizes).Dense();
        var nest = LoopNest.Over(targetSizes).Dense();
        new Span<T>(dx, checked((int)Count(sizes))).Clear();
        var count = Count(targetSizes);
        for (long i = 0; i < count; i++)
        {
            var from = Source(nest, source, i, begins, mode);
            if (from >= 0)
            {
                dx[from] += dy[i];
            }
        }
    }

    private static long Count(ReadOnlySpan<int> sizes)
    {
        long count = 1;
        foreach (var size in sizes)
        {
            count *= size;
        }

        return count;
    }

    // The element that a place of the padded tensor shows; −1 for none.
    private static long Source(in LoopNest target, in LoopNest source, long index, ReadOnlySpan<int> begins, PadMode mode)
    {
        long from = 0;
        for (var axis = target.Rank - 1; axis >= 0; axis--)
        {
            (index, var place) = Math.DivRem(index, target.Sizes[axis]);
            var position = Position((int)place - begins[axis], source.Sizes[axis], mode);
            if (position < 0)
            {
                return -1;
            }

            from += position * source.Stride(0, axis);
        }

        return from;
    }

    private static int Position(int position, int size, PadMode mode)
    {
        if (position >= 0 && position < size)
        {
            return position;
        }

        switch (mode)
        {
            case PadMode.Reflect when size > 1:
                // A mirror on both sides repeats with the period 2 (size − 1).
                var period = 2 * (size - 1);
                var phase = ((position % period) + period) % period;
                return Math.Min(phase, period - phase);
            case PadMode.Reflect or PadMode.Edge:
                return size == 0 ? -1 : Math.Clamp(position, 0, size - 1);
            case PadMode.Wrap:
                return size == 0 ? -1 : ((position % size) + size) % size;
            default:
                return -1;
        }
    }
}
