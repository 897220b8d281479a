using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.RandomDropoutLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Drops elements by the mask of the step.</summary>
internal sealed unsafe class RandomDropoutLauncher : ManagedLauncher<RandomDropout>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void Run(RandomDropout @operator, Step step) =>
        Kernel.Dropout.Run(
            step.Pool,
            (float*)step.Inputs[0]!.Pointer,
            (float*)step.Outputs[0].Pointer,
            null,
            step.Outputs[0].Count,
            Mask(@operator, step)
        );
}
