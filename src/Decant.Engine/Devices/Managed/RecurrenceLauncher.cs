using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.RecurrenceLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>A recurrent layer. Its loops are the same for both kernel sets; the products of matrices in them are not.</summary>
internal sealed unsafe class RecurrenceLauncher : ManagedLauncher<Recurrence>
{
    /// <inheritdoc/>
    protected override void Run(Recurrence @operator, Step step) => Compute<float, Kernel.PackedProduct>(new(step.Pool), @operator, step);
}
