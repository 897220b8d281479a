using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Kernels.OneDnn;

/// <summary>Y = epilogue(X ∗ W) through oneDNN on channels-last images, some samples per piece of the pool's work.</summary>
internal static unsafe class Convolution
{
    /// <param name="plans">Where its primitives are kept.</param>
    /// <param name="pool">Threads to use.</param>
    /// <param name="operation">A forward convolution; no size is 0.</param>
    /// <param name="x">Input, N×H×W×C in memory.</param>
    /// <param name="weights">M×(C/Groups)×KernelH×KernelW.</param>
    /// <param name="y">Output, N×OutH×OutW×M in memory; it must not overlap what is read.</param>
    /// <param name="epilogue">Bias per output channel, residual laid out as <paramref name="y"/>, activation.</param>
    public static void Run(
        OneDnnPlans plans,
        WorkerPool pool,
        in ConvolutionOperation operation,
        void* x,
        void* weights,
        float* y,
        in Epilogue epilogue = default
    )
    {
        var work = ConvolutionWork.Of(plans, operation, weights);
        work.X = (byte*)x;
        work.Y = (byte*)y;
        work.Epilogue = epilogue;
        Grid.Run(pool, work, operation.Slices);
    }
}
