using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Drops elements by the mask of the step.</summary>
internal sealed unsafe class RandomDropoutLauncher : PlainLauncher<RandomDropout>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(RandomDropout @operator, Step step) =>
        Kernel.Dropout.Run((T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, null, step.Outputs[0].Count, Mask(@operator, step));

    /// <summary>The mask of the step.</summary>
    public static DropoutMask Mask(RandomDropout @operator, Step step) =>
        new(@operator.Key, (ulong)*(long*)step.Inputs[1]!.Pointer, @operator.Ratio);
}
