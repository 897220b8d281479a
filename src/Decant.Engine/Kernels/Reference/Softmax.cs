using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>y = e^(x − max) / Σ e^(x − max) along an axis.</summary>
internal static unsafe class Softmax
{
    /// <summary>Softmax along an axis. y may be x.</summary>
    public static void Run<T>(T* x, T* y, AlongAxis along)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long inner = 0; inner < along.Inner; inner++)
            {
                var largest = T.NegativeInfinity;
                for (var i = 0; i < along.Size; i++)
                {
                    largest = T.Max(largest, x[along.Offset(outer, i, inner)]);
                }

                var sum = T.Zero;
                for (var i = 0; i < along.Size; i++)
                {
                    var exponential = T.Exp(x[along.Offset(outer, i, inner)] - largest);
                    y[along.Offset(outer, i, inner)] = exponential;
                    sum += exponential;
                }

                for (var i = 0; i < along.Size; i++)
                {
                    y[along.Offset(outer, i, inner)] /= sum;
                }
            }
        }
    }

    /// <summary>dx = y · (dy − Σ dy · y). dx may be dy.</summary>
    public static void Gradient<T>(T* dy, T* y, T* dx, AlongAxis along)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long inner = 0; inner < along.Inner; inner++)
            {
                var dot = T.Zero;
                for (var i = 0; i < along.Size; i++)
                {
                    dot += dy[along.Offset(outer, i, inner)] * y[along.Offset(outer, i, inner)];
                }

                for (var i = 0; i < along.Size; i++)
                {
                    dx[along.Offset(outer, i, inner)] = y[along.Offset(outer, i, inner)] * (dy[along.Offset(outer, i, inner)] - dot);
                }
            }
        }
    }
}
