using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Limits the norm of each unit's incoming weights, where they lie.</summary>
internal sealed unsafe class LimitNormLauncher : PlainLauncher<LimitNorm>
{
    /// <inheritdoc/>
    public override int? TakesOver(int output) => 0;

    /// <inheritdoc/>
    protected override void RunFloat<T>(LimitNorm @operator, Step step)
    {
        step.Outputs[0].Settle(step.Inputs[0]!);
        Kernel.MaxNorm.Run(step.Out<T>(0), Units(step.Outputs[0]), @operator.Limit);
    }

    /// <summary>Weights seen from their units, the first axis.</summary>
    public static AlongAxis Units(Operand weights) =>
        new(weights.Sizes[0], checked((int)(weights.Count / Math.Max(1, weights.Sizes[0]))), 1);
}
