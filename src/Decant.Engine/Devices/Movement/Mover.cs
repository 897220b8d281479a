using Decant.Engine.Kernels;

namespace Decant.Engine.Devices.Movement;

/// <summary>How a device copies elements of any type to other places; operators that do nothing else share their launchers.</summary>
internal abstract class Mover
{
    /// <summary>Copies elements.</summary>
    /// <param name="step">The step that moves them.</param>
    /// <param name="source">From where.</param>
    /// <param name="target">To where.</param>
    /// <param name="plan">Which element goes to which place.</param>
    public abstract void Run(Step step, Operand source, Operand target, in MovePlan plan);

    /// <summary>Copies the first input along the axes in which it has 1 or nothing.</summary>
    public void Expand(Step step)
    {
        Span<int> from = stackalloc int[LoopNest.MaxRank],
            to = stackalloc int[LoopNest.MaxRank];
        var (x, y) = (step.Inputs[0]!, step.Outputs[0]);
        Run(step, x, y, MovePlan.Expand(step.SizesInMemory(x, from), step.SizesInMemory(y, to)));
    }
}
