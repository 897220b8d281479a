using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Adds the segments' partial sums of dW in order of place and transforms them back. One chunk is one row.</summary>
/// <param name="partial">Segments × 16 places × rows × columns.</param>
/// <param name="segments">Partial sums of each element.</param>
/// <param name="rows">Output channels.</param>
/// <param name="columns">Input channels of a row.</param>
/// <param name="dw">The gradient, rows × columns × 3 × 3.</param>
internal readonly unsafe struct WinogradWeightSumWork(float* partial, int segments, int rows, int columns, float* dw) : ILaneWork
{
    private const int Taps = 9;

    public int Chunks => rows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TLanes>(int chunk)
        where TLanes : struct, ILanes<TLanes>
    {
        var places = (float*)WorkerPool.Scratch(sizeof(float) * (Winograd.Places + Taps) * TLanes.Count);
        var taps = places + (Winograd.Places * TLanes.Count);
        var place = (nint)rows * columns;
        for (var column = 0; column < columns; column += TLanes.Count)
        {
            var from = partial + ((nint)chunk * columns) + column;
            for (var i = 0; i < Winograd.Places; i++, from += place)
            {
                var total = TLanes.Load(from);
                for (var segment = 1; segment < segments; segment++)
                {
                    total += TLanes.Load(from + (segment * Winograd.Places * place));
                }

                total.Store(places + (i * TLanes.Count));
            }

            Winograd.KernelGradient<TLanes>(places, TLanes.Count, taps);
            var to = dw + ((((nint)chunk * columns) + column) * Taps);
            for (var i = 0; i < TLanes.Count; i++)
            {
                for (var tap = 0; tap < Taps; tap++, to++)
                {
                    *to = taps[(tap * TLanes.Count) + i];
                }
            }
        }
    }
}
