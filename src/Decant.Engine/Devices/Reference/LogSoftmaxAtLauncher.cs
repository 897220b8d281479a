using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Some elements of LogSoftmax.</summary>
internal sealed unsafe class LogSoftmaxAtLauncher : PlainLauncher<LogSoftmaxAt>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(LogSoftmaxAt @operator, Step step)
    {
        var (x, indices, y, largest, logarithm) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0], step.Outputs[1], step.Outputs[2]);
        Kernel.LogSoftmaxAt.Run(
            (T*)x.Pointer,
            (long*)indices.Pointer,
            (T*)y.Pointer,
            (T*)largest.Pointer,
            (T*)logarithm.Pointer,
            largest.Count,
            x.Sizes[^1],
            indices.Sizes[^1]
        );
    }
}
