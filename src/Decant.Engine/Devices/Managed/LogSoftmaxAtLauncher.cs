using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Some elements of LogSoftmax.</summary>
internal sealed unsafe class LogSoftmaxAtLauncher : ManagedLauncher<LogSoftmaxAt>
{
    /// <inheritdoc/>
    protected override void Run(LogSoftmaxAt @operator, Step step)
    {
        var (x, indices, y, largest, logarithm) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0], step.Outputs[1], step.Outputs[2]);
        Kernel.LogSoftmaxAt.Run(
            step.Pool,
            (float*)x.Pointer,
            (long*)indices.Pointer,
            (float*)y.Pointer,
            (float*)largest.Pointer,
            (float*)logarithm.Pointer,
            largest.Count,
            x.Sizes[^1],
            indices.Sizes[^1]
        );
    }
}
