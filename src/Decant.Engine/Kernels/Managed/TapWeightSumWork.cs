using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Adds the segments' partial sums of dW in order of place and turns taps × channels into O×I×H×W. One chunk is one output channel.</summary>
internal readonly unsafe struct TapWeightSumWork(TapWeightGradientWork parts, ConvolutionSizes sizes, float* dw, bool accumulate) : ILaneWork
{
    public int Chunks => parts.Rows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(int chunk) where TLanes : struct, ILanes<TLanes>
    {
        var columns = parts.Columns;
        var sum = (float*)WorkerPool.Scratch(sizeof(float) * (columns + TLanes.Count));
        var first = parts.Partial + ((nint)chunk * columns);
        for (var column = 0; column < columns; column += TLanes.Count)
        {
            var count = Math.Min(TLanes.Count, columns - column);
            var total = TLanes.LoadPartial(first + column, count, 0);
            for (var segment = 1; segment < parts.Segments; segment++)
            {
                total += TLanes.LoadPartial(first + column + ((nint)segment * parts.Rows * columns), count, 0);
            }

            total.Store(sum + column);
        }

        var taps = sizes.KernelH * sizes.KernelW;
        var to = dw + ((nint)chunk * columns);
        for (var channel = 0; channel < sizes.GroupC; channel++)
        {
            for (var tap = 0; tap < taps; tap++, to++)
            {
                var value = sum[(tap * sizes.GroupC) + channel];
                *to = accumulate ? *to + value : value;
            }
        }
    }
}
