using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>dW[m, c, kh, kw] = Σ of X[n, c, iy, ix]·dY[n, m, oy, ox] over every product of the convolution that used that W.</summary>
internal static class ConvolutionWeightGradient
{
    /// <param name="sizes">Sizes of the forward convolution.</param>
    /// <param name="x">Input, N×C×H×W.</param>
    /// <param name="dy">Gradient of the output, N×M×OutH×OutW.</param>
    /// <param name="dw">Gradient of the weights, M×(C/Groups)×KernelH×KernelW.</param>
    public static void Run<T>(in ConvolutionSizes sizes, ReadOnlySpan<T> x, ReadOnlySpan<T> dy, Span<T> dw)
        where T : unmanaged, INumber<T>
    {
        dw[..(sizes.M * sizes.GroupC * sizes.KernelH * sizes.KernelW)].Clear();
        foreach (var row in new ConvolutionRows(sizes))
        {
            for (var i = 0; i < row.Count; i++)
            {
                dw[row.W] += x[row.X + (i * row.XStep)] * dy[row.Y + i];
            }
        }
    }
}
