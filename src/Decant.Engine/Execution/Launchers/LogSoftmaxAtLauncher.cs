using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Some elements of LogSoftmax.</summary>
internal sealed unsafe class LogSoftmaxAtLauncher : Launcher<LogSoftmaxAt>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(LogSoftmaxAt @operator, Step step)
    {
        var (x, indices, y, largest, logarithm) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0], step.Outputs[1], step.Outputs[2]);
        Reference.LogSoftmaxAt.Run(
            (T*)x.Pointer, (long*)indices.Pointer, (T*)y.Pointer, (T*)largest.Pointer, (T*)logarithm.Pointer, largest.Count, x.Sizes[^1], indices.Sizes[^1]);
    }

    /// <inheritdoc/>
    protected override void RunManaged(LogSoftmaxAt @operator, Step step)
    {
        var (x, indices, y, largest, logarithm) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0], step.Outputs[1], step.Outputs[2]);
        Managed.LogSoftmaxAt.Run(
            step.Pool, (float*)x.Pointer, (long*)indices.Pointer, (float*)y.Pointer, (float*)largest.Pointer, (float*)logarithm.Pointer, largest.Count, x.Sizes[^1], indices.Sizes[^1]);
    }
}
