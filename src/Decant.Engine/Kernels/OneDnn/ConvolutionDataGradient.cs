using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>dX of a convolution through oneDNN on channels-last images, some samples per piece of the pool's work.</summary>
internal static unsafe class ConvolutionDataGradient
{
    /// <param name="plans">Where its primitives are kept.</param>
    /// <param name="pool">Threads to use.</param>
    /// <param name="operation">A data gradient, with the sizes of the forward convolution; no size is 0.</param>
    /// <param name="dy">Gradient of the output, N×OutH×OutW×M in memory.</param>
    /// <param name="weights">M×(C/Groups)×KernelH×KernelW.</param>
    /// <param name="dx">Gradient of the input, N×H×W×C in memory; it must not overlap what is read but the summand.</param>
    /// <param name="summand">What is added, laid out as <paramref name="dx"/> and perhaps in its place; null for nothing.</param>
    public static void Run(
        OneDnnPlans plans,
        WorkerPool pool,
        in ConvolutionOperation operation,
        void* dy,
        void* weights,
        float* dx,
        float* summand = null
    )
    {
        var work = ConvolutionWork.Of(plans, operation, weights);
        var count = (long)operation.Sizes.N * operation.Sizes.C * operation.Sizes.H * operation.Sizes.W;
        work.X = summand is null ? (byte*)dx : pool.Shared(sizeof(float) * count);
        work.Y = (byte*)dy;
        Grid.Run(pool, work, operation.Slices);
        if (summand is not null)
        {
            Binary.Run(pool, default(Add), (float*)work.X, summand, dx, count);
        }
    }
}
