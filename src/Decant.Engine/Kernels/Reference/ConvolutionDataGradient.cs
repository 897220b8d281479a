using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>dX[n, c, iy, ix] = Σ of W[m, c, kh, kw]·dY[n, m, oy, ox] over every product of the convolution that used that X.</summary>
internal static class ConvolutionDataGradient
{
    /// <param name="sizes">Sizes of the forward convolution.</param>
    /// <param name="dy">Gradient of the output, N×M×OutH×OutW.</param>
    /// <param name="weights">M×(C/Groups)×KernelH×KernelW.</param>
    /// <param name="dx">Gradient of the input, N×C×H×W.</param>
    public static void Run<T>(in ConvolutionSizes sizes, ReadOnlySpan<T> dy, ReadOnlySpan<T> weights, Span<T> dx)
        where T : unmanaged, INumber<T>
    {
        dx[..(sizes.N * sizes.C * sizes.H * sizes.W)].Clear();
        foreach (var row in new ConvolutionRows(sizes))
        {
            for (var i = 0; i < row.Count; i++)
            {
                dx[row.X + (i * row.XStep)] += weights[row.W] * dy[row.Y + i];
            }
        }
    }
}
