using Decant.Engine.Operators;
using static Decant.Engine.Devices.Reference.LimitNormLauncher;
using Kernel = Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>Limits the norm of each unit's incoming weights, where they lie.</summary>
internal sealed unsafe class LimitNormLauncher : ManagedLauncher<LimitNorm>
{
    /// <inheritdoc/>
    public override int? TakesOver(int output) => 0;

    /// <inheritdoc/>
    protected override void Run(LimitNorm @operator, Step step)
    {
        step.Outputs[0].Settle(step.Inputs[0]!);
        Kernel.MaxNorm.Run(step.Pool, step.Out<float>(0), Units(step.Outputs[0]), @operator.Limit);
    }
}
