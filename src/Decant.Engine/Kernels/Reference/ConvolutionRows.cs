namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// One row of a convolution's products: one weight against <c>Count</c> input and output elements. Indices are into
/// X (N×C×H×W), W (O×I×H×W) and Y (N×M×H×W); Y's advances by 1, X's by <c>XStep</c>.
/// </summary>
internal readonly record struct ConvolutionRow(int X, int XStep, int W, int Y, int Count);

/// <summary>
/// All products of a convolution that do not meet padding. The convolution and its two gradients walk the same list:
/// Y += W·X, dX += W·dY, dW += X·dY.
/// </summary>
internal readonly struct ConvolutionRows(ConvolutionSizes sizes)
{
    public IEnumerator<ConvolutionRow> GetEnumerator()
    {
        var (outH, outW) = (sizes.OutH, sizes.OutW);
        for (var n = 0; n < sizes.N; n++)
        for (var m = 0; m < sizes.M; m++)
        for (var c = 0; c < sizes.GroupC; c++)
        for (var kh = 0; kh < sizes.KernelH; kh++)
        for (var kw = 0; kw < sizes.KernelW; kw++)
        for (var oy = 0; oy < outH; oy++)
        {
            var iy = (oy * sizes.StrideH) - sizes.PadTop + (kh * sizes.DilationH);
            if (iy < 0 || iy >= sizes.H)
            {
                continue;
            }

            var first = 0;
            var end = outW;
            while (first < end && Column(first, kw) < 0)
            {
                first++;
            }

            while (end > first && Column(end - 1, kw) >= sizes.W)
            {
                end--;
            }

            if (first == end)
            {
                continue;
            }

            var channel = (m / sizes.GroupM * sizes.GroupC) + c;
            yield return new ConvolutionRow(
                (((((n * sizes.C) + channel) * sizes.H) + iy) * sizes.W) + Column(first, kw),
                sizes.StrideW,
                (((((m * sizes.GroupC) + c) * sizes.KernelH) + kh) * sizes.KernelW) + kw,
                (((((n * sizes.M) + m) * outH) + oy) * outW) + first,
                end - first
            );
        }
    }

    private int Column(int ox, int kw) => (ox * sizes.StrideW) - sizes.PadLeft + (kw * sizes.DilationW);
}
