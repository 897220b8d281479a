using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>Largest element of each window; the padding never wins.</summary>
internal static unsafe class MaxPool
{
    /// <summary>y = the largest element of the window; NaN when the window has one.</summary>
    /// <param name="x">Input.</param>
    /// <param name="y">Output.</param>
    /// <param name="indices">Memory index in x of each window's winner, −1 for a window of padding only; null when no one asks.</param>
    /// <param name="size">Sizes.</param>
    public static void Run<T>(T* x, T* y, long* indices, in PoolSize size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var n = 0; n < size.N; n++)
        {
            for (var c = 0; c < size.C; c++)
            {
                for (var h = 0; h < size.OutH; h++)
                {
                    for (var w = 0; w < size.OutW; w++)
                    {
                        var winner = Winner(x, size, n, c, h, w);
                        var output = size.Output(n, c, h, w);
                        y[output] = winner < 0 ? T.NegativeInfinity : x[winner];
                        if (indices is not null)
                        {
                            indices[output] = winner;
                        }
                    }
                }
            }
        }
    }

    /// <summary>
    /// dx = dy at the first largest element of each window, summed where windows overlap; the winners are found again in x.
    /// </summary>
    public static void Gradient<T>(T* dy, T* x, T* dx, in PoolSize size)
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
                for (var h = 0; h < size.OutH; h++)
                {
                    for (var w = 0; w < size.OutW; w++)
                    {
                        var winner = Winner(x, size, n, c, h, w);
                        if (winner >= 0)
                        {
                            dx[winner] += dy[size.Output(n, c, h, w)];
                        }
                    }
                }
            }
        }
    }

    // The first of equal ones wins; the first NaN wins against everything.
    private static long Winner<T>(T* x, in PoolSize size, int n, int c, int outH, int outW)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        long winner = -1;
        for (var kh = 0; kh < size.KernelH; kh++)
        {
            for (var kw = 0; kw < size.KernelW; kw++)
            {
                var h = (outH * size.StrideH) - size.PadTop + (kh * size.DilationH);
                var w = (outW * size.StrideW) - size.PadLeft + (kw * size.DilationW);
                if (h < 0 || h >= size.H || w < 0 || w >= size.W)
                {
                    continue;
                }

                var i = size.Input(n, c, h, w);
                winner = winner < 0 || (!(x[i] <= x[winner]) && !T.IsNaN(x[winner])) ? i : winner;
            }
        }

        return winner;
    }
}
