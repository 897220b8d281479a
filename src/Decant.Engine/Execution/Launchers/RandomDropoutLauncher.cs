using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Drops elements by the mask of the step.</summary>
internal sealed unsafe class RandomDropoutLauncher : Launcher<RandomDropout>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunReference<T>(RandomDropout @operator, Step step) => Reference.Dropout.Run(
        (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, null, step.Outputs[0].Count, Mask(@operator, step));

    private static DropoutMask Mask(RandomDropout @operator, Step step) => new(@operator.Key, (ulong)*(long*)step.Inputs[1]!.Pointer, @operator.Ratio);

    /// <inheritdoc/>
    protected override void RunManaged(RandomDropout @operator, Step step) => Managed.Dropout.Run(
        step.Pool, (float*)step.Inputs[0]!.Pointer, (float*)step.Outputs[0].Pointer, null, step.Outputs[0].Count, Mask(@operator, step));
}
