using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>y = (x − max) − ln Σ e^(x − max) along an axis.</summary>
internal static unsafe class LogSoftmax
{
    /// <summary>Logarithm of softmax along an axis. y may be x.</summary>
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
                    sum += T.Exp(x[along.Offset(outer, i, inner)] - largest);
                }

                var logarithm = T.Log(sum);
                for (var i = 0; i < along.Size; i++)
                {
                    y[along.Offset(outer, i, inner)] = x[along.Offset(outer, i, inner)] - largest - logarithm;
                }
            }
        }
    }

    /// <summary>dx = dy − eʸ · Σ dy. dx may be dy.</summary>
    public static void Gradient<T>(T* dy, T* y, T* dx, AlongAxis along)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long outer = 0; outer < along.Outer; outer++)
        {
            for (long inner = 0; inner < along.Inner; inner++)
            {
                var sum = T.Zero;
                for (var i = 0; i < along.Size; i++)
                {
                    sum += dy[along.Offset(outer, i, inner)];
                }

                for (var i = 0; i < along.Size; i++)
                {
                    dx[along.Offset(outer, i, inner)] = dy[along.Offset(outer, i, inner)] - (T.Exp(y[along.Offset(outer, i, inner)]) * sum);
                }
            }
        }
    }
}
