using System.Numerics;
using Decant.Engine.Graphs;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Numbers to bfloat16 and back, one by one.</summary>
internal static unsafe class BFloat16Cast
{
    /// <summary>y[i] = the bfloat16 nearest to x[i].</summary>
    public static void Narrow<T>(T* x, BFloat16* y, long count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long i = 0; i < count; i++)
        {
            y[i] = (BFloat16)float.CreateSaturating(x[i]);
        }
    }

    /// <summary>y[i] = x[i].</summary>
    public static void Widen<T>(BFloat16* x, T* y, long count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long i = 0; i < count; i++)
        {
            y[i] = T.CreateSaturating((float)x[i]);
        }
    }

    /// <summary>y[i] = the number nearest to x[i] that bfloat16 holds. y may be x.</summary>
    public static void Round<T>(T* x, T* y, long count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long i = 0; i < count; i++)
        {
            y[i] = T.CreateSaturating((float)(BFloat16)float.CreateSaturating(x[i]));
        }
    }
}
