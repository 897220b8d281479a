namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// The taps of a convolution along one axis, in the order of what they read: result position o takes source position
/// o·Stride + First + t·Step through kernel element FirstKernel + t·KernelStep, t = 0 … Count − 1.
/// </summary>
internal readonly record struct TapAxis(int Count, int First, int Step, int FirstKernel, int KernelStep, int Stride)
{
    /// <summary>First and last source position that result position 0 takes.</summary>
    public int Last => Count == 0 ? First - 1 : First + ((Count - 1) * Step);

    /// <summary>
    /// Source positions from the first tap of one result position to the last tap of another, <paramref name="results"/> − 1 further on.
    /// </summary>
    public int Span(int results) => Count == 0 ? 0 : ((results - 1) * Stride) + Last - First + 1;

    /// <summary>The taps, from one to before another, with which a result position stays inside the source.</summary>
    public (int First, int End) Inside(int result, int sourceSize)
    {
        var position = (result * Stride) + First;
        var first = position >= 0 ? 0 : Math.Min(Count, MatrixBlocking.Divide(-position, Step));
        return (first, Math.Clamp(MatrixBlocking.Divide(sourceSize - position, Step), first, Count));
    }

    /// <summary>The forward direction: o reads i = o·stride − pad + k·dilation.</summary>
    public static TapAxis Forward(int kernel, int pad, int stride, int dilation) => new(kernel, -pad, dilation, 0, 1, stride);

    /// <summary>
    /// The way back, for the inputs i = phase + j·stride: j reads the outputs o = (i + pad − k·dilation) / stride for
    /// those k that divide evenly. Larger k read smaller o, so k runs downwards.
    /// </summary>
    public static TapAxis Backward(int phase, int kernel, int pad, int stride, int dilation)
    {
        var (count, first, step, firstKernel, kernelStep) = (0, 0, 1, 0, 0);
        for (var k = kernel - 1; k >= 0; k--)
        {
            var distance = phase + pad - (k * dilation);
            if (distance % stride != 0)
            {
                continue;
            }

            if (count == 0)
            {
                (first, firstKernel) = (distance / stride, k);
            }
            else if (count == 1)
            {
                (step, kernelStep) = ((distance / stride) - first, k - firstKernel);
            }

            count++;
        }

        return new TapAxis(count, first, step, firstKernel, kernelStep, 1);
    }
}
