using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Limits the norm of each unit's incoming weights, where they lie.</summary>
internal sealed unsafe class LimitNormLauncher : Launcher<LimitNorm>
{
    /// <inheritdoc/>
    public override int? TakesOver(int output) => 0;

    /// <inheritdoc/>
    protected override void RunReference<T>(LimitNorm @operator, Step step)
    {
        Stay(step.Inputs[0]!, step.Outputs[0]);
        Reference.MaxNorm.Run((T*)step.Outputs[0].Pointer, Units(step), @operator.Limit);
    }

    /// <inheritdoc/>
    protected override void RunManaged(LimitNorm @operator, Step step)
    {
        Stay(step.Inputs[0]!, step.Outputs[0]);
        Managed.MaxNorm.Run(step.Pool, (float*)step.Outputs[0].Pointer, Units(step), @operator.Limit);
    }

    private static AlongAxis Units(Step step)
    {
        var weights = step.Outputs[0];
        return new(weights.Sizes[0], checked((int)(weights.Count / Math.Max(1, weights.Sizes[0]))), 1);
    }
}
