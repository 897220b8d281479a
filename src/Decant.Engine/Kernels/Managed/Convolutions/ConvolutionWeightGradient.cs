namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// dW of a convolution in float32 on channels-last activations: the product of dY, transposed, with the windows of X. The
/// sum over all pixels is cut into segments by shape alone; their partial sums are added in order of place.
/// </summary>
internal static unsafe class ConvolutionWeightGradient
{
    /// <param name="pool">Threads to use.</param>
    /// <param name="sizes">Sizes of the forward convolution.</param>
    /// <param name="x">Input, N×H×W×C in memory.</param>
    /// <param name="dy">Gradient of the output, N×OutH×OutW×M in memory.</param>
    /// <param name="dw">Gradient of the weights, M×(C/Groups)×KernelH×KernelW; it must not overlap what is read.</param>
    public static void Run(WorkerPool pool, in ConvolutionSizes sizes, float* x, float* dy, float* dw)
    {
        var taps = sizes.KernelH * sizes.KernelW;
        if (sizes.IsDepthwise)
        {
            var work = new DepthwiseWeightGradientWork(sizes, x, dy);
            work.Partial = (float*)pool.Shared(sizeof(float) * work.Segments * (long)taps * sizes.C);
            Grid.Run(pool, work, work.Segments);
            var sum = new TapWeightSumWork(work.Partial, work.Segments, 1, taps, sizes.C, dw);
            Grid.Run(pool, sum, sum.Chunks);
            return;
        }

        for (var group = 0; group < sizes.Groups; group++)
        {
            if (WinogradWeightGradientWork.Fits(sizes))
            {
                var product = new WinogradWeightGradientWork(sizes, x + (group * sizes.GroupC), dy + (group * sizes.GroupM));
                product.Partial = (float*)
                    pool.Shared(sizeof(float) * product.Segments * (long)Winograd.Places * product.Rows * product.Columns);
                Grid.Run(pool, product, product.Segments);
                var total = new WinogradWeightSumWork(
                    product.Partial,
                    product.Segments,
                    product.Rows,
                    product.Columns,
                    dw + ((nint)group * taps * product.Rows * product.Columns)
                );
                Grid.Run(pool, total, total.Chunks);
                continue;
            }

            var work = new TapWeightGradientWork(sizes, x + (group * sizes.GroupC), dy + (group * sizes.GroupM));
            work.Partial = (float*)pool.Shared(sizeof(float) * work.Segments * (long)work.Rows * work.Columns);
            Grid.Run(pool, work, work.Chunks);
            var sum = new TapWeightSumWork(
                work.Partial,
                work.Segments,
                work.Rows,
                taps,
                sizes.GroupC,
                dw + ((nint)group * work.Rows * work.Columns)
            );
            Grid.Run(pool, sum, sum.Chunks);
        }
    }
}
