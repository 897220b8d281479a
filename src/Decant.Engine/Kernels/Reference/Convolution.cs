using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// Y[n, m, oy, ox] = bias[m] + Σ over c, kh, kw of W[m, c, kh, kw]·X[n, c, oy·stride − pad + kh·dilation, …], zeros outside.
/// </summary>
internal static class Convolution
{
    /// <param name="sizes">The sizes; activations are N×C×H×W here.</param>
    /// <param name="x">Input, N×C×H×W.</param>
    /// <param name="weights">M×(C/Groups)×KernelH×KernelW.</param>
    /// <param name="bias">M values, or empty for none.</param>
    /// <param name="y">Output, N×M×OutH×OutW.</param>
    public static void Run<T>(in ConvolutionSizes sizes, ReadOnlySpan<T> x, ReadOnlySpan<T> weights, ReadOnlySpan<T> bias, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        var plane = sizes.OutH * sizes.OutW;
        for (var i = 0; i < sizes.N * sizes.M; i++)
        {
            y.Slice(i * plane, plane).Fill(bias.IsEmpty ? T.Zero : bias[i % sizes.M]);
        }

        foreach (var row in new ConvolutionRows(sizes))
        {
            for (var i = 0; i < row.Count; i++)
            {
                y[row.Y + i] += weights[row.W] * x[row.X + (i * row.XStep)];
            }
        }
    }
}
