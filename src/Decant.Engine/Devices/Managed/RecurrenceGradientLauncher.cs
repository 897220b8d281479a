using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.RecurrenceGradientLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>A recurrent layer's way back through time.</summary>
internal sealed unsafe class RecurrenceGradientLauncher : ManagedLauncher<RecurrenceGradient>
{
    /// <inheritdoc/>
    protected override void Run(RecurrenceGradient @operator, Step step) =>
        Compute<float, Kernel.PackedProduct>(new(step.Pool), @operator.Forward, step);
}
