using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Mean of each window.</summary>
internal static unsafe class AveragePool
{
    /// <summary>y = sum of the window's elements / their number.</summary>
    /// <param name="x">Input.</param>
    /// <param name="y">Output.</param>
    /// <param name="size">Sizes.</param>
    /// <param name="countPadding">Whether places in the padding count as zeros (ONNX's count_include_pad); places after the padding, which
    /// a hanging last window has, never count.</param>
    public static void Run<T>(T* x, T* y, in PoolSize size, bool countPadding)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var n = 0; n < size.N; n++)
        {
            for (var c = 0; c < size.C; c++)
            {
                for (var outH = 0; outH < size.OutH; outH++)
                {
                    for (var outW = 0; outW < size.OutW; outW++)
                    {
                        var sum = T.Zero;
                        for (var kh = 0; kh < size.KernelH; kh++)
                        {
                            for (var kw = 0; kw < size.KernelW; kw++)
                            {
                                var h = (outH * size.StrideH) - size.PadTop + (kh * size.DilationH);
                                var w = (outW * size.StrideW) - size.PadLeft + (kw * size.DilationW);
                                if (h >= 0 && h < size.H && w >= 0 && w < size.W)
                                {
                                    sum += x[size.Input(n, c, h, w)];
                                }
                            }
                        }

                        y[size.Output(n, c, outH, outW)] = sum / T.CreateChecked(size.Taps(outH, outW, countPadding));
                    }
                }
            }
        }
    }

    /// <summary>dx = Σ over the windows that hold the element of dy / their number of elements.</summary>
    /// <param name="dy">Gradient of the output.</param>
    /// <param name="dx">Gradient of the input.</param>
    /// <param name="size">Sizes.</param>
    /// <param name="countPadding">As in the forward direction.</param>
    public static void Gradient<T>(T* dy, T* dx, in PoolSize size, bool countPadding)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (long i = 0; i < size.InputCount; i++)
        {
            dx[i] = T.Zero;
        }

        for (var n = 0; n < size.N; n++)
        {
            for (var c = 0; c < size.C; c++)
            {
                for (var outH = 0; outH < size.OutH; outH++)
                {
                    for (var outW = 0; outW < size.OutW; outW++)
                    {
                        var share = dy[size.Output(n, c, outH, outW)] / T.CreateChecked(size.Taps(outH, outW, countPadding));
                        for (var kh = 0; kh < size.KernelH; kh++)
                        {
                            for (var kw = 0; kw < size.KernelW; kw++)
                            {
                                var h = (outH * size.StrideH) - size.PadTop + (kh * size.DilationH);
                                var w = (outW * size.StrideW) - size.PadLeft + (kw * size.DilationW);
                                if (h >= 0 && h < size.H && w >= 0 && w < size.W)
                                {
                                    dx[size.Input(n, c, h, w)] += share;
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
