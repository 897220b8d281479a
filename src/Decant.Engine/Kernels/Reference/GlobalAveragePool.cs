using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Mean of each channel's image. The axis is the pixels: [N·C, H·W, 1] in plain layout, [N, H·W, C] channels last.</summary>
internal static unsafe class GlobalAveragePool
{
    /// <summary>y = Σ x / pixels.</summary>
    public static void Run<T>(T* x, T* y, AlongAxis pixels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long outer = 0; outer < pixels.Outer; outer++)
        {
            for (long inner = 0; inner < pixels.Inner; inner++)
            {
                var sum = T.Zero;
                for (var i = 0; i < pixels.Size; i++)
                {
                    sum += x[pixels.Offset(outer, i, inner)];
                }

                y[(outer * pixels.Inner) + inner] = sum / T.CreateChecked(pixels.Size);
            }
        }
    }

    /// <summary>dx = dy / pixels.</summary>
    public static void Gradient<T>(T* dy, T* dx, AlongAxis pixels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long outer = 0; outer < pixels.Outer; outer++)
        {
            for (long inner = 0; inner < pixels.Inner; inner++)
            {
                for (var i = 0; i < pixels.Size; i++)
                {
                    dx[pixels.Offset(outer, i, inner)] = dy[(outer * pixels.Inner) + inner] / T.CreateChecked(pixels.Size);
                }
            }
        }
    }
}
