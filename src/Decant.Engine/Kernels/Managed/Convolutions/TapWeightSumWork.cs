using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Adds the segments' partial sums of dW in order of place and turns each row, taps × channels, into channels × taps. One
/// chunk is one row.
/// </summary>
/// <param name="partial">Segments × rows × taps × channels.</param>
/// <param name="segments">Partial sums of each element.</param>
/// <param name="rows">Output channels.</param>
/// <param name="taps">Elements of the kernel.</param>
/// <param name="channels">Input channels of a row.</param>
/// <param name="dw">The gradient, rows × channels × taps.</param>
internal readonly unsafe struct TapWeightSumWork(float* partial, int segments, int rows, int taps, int channels, float* dw) : ILaneWork
{
    public int Chunks => rows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var columns = taps * channels;
        var sum = (float*)WorkerPool.Scratch(sizeof(float) * (columns + TLanes.Count));
        var first = partial + ((nint)chunk * columns);
        for (var column = 0; column < columns; column += TLanes.Count)
        {
            var count = Math.Min(TLanes.Count, columns - column);
            var total = TLanes.LoadPartial(first + column, count, 0);
            for (var segment = 1; segment < segments; segment++)
            {
                total += TLanes.LoadPartial(first + column + ((nint)segment * rows * columns), count, 0);
            }

            total.Store(sum + column);
        }

        var to = dw + ((nint)chunk * columns);
        for (var channel = 0; channel < channels; channel++)
        {
            for (var tap = 0; tap < taps; tap++, to++)
            {
                *to = sum[(tap * channels) + channel];
            }
        }
    }
}
