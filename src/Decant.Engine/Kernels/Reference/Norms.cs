using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Norms of blocks of parameters or gradients.</summary>
internal static unsafe class Norms
{
    /// <summary>Σ x², in double; the gradient's norm is the root of the sum over all blocks.</summary>
    public static double SumOfSquares<T>(T* x, long count)
        where T : unmanaged, INumber<T>
    {
        var sum = 0.0;
        for (long i = 0; i < count; i++)
        {
            var value = double.CreateChecked(x[i]);
            sum += value * value;
        }

        return sum;
    }

    /// <summary>x ← factor · x.</summary>
    public static void Scale<T>(T* x, long count, double factor)
        where T : unmanaged, INumber<T>
    {
        for (long i = 0; i < count; i++)
        {
            x[i] *= T.CreateChecked(factor);
        }
    }
}
