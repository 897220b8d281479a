using Decant.Engine.Graphs;

namespace Decant.Engine.Execution;

/// <summary>What one run of an operator costs at the sizes of the moment.</summary>
/// <param name="Flops">Floating-point operations, a multiply-add being two.</param>
/// <param name="Bytes">Bytes of what it reads and of what it writes, each counted once.</param>
internal readonly record struct StepCost(double Flops, double Bytes)
{
    /// <summary>The cost of a step.</summary>
    public static StepCost Of(Step step) => new(
        step.Node.Operator.Flops([.. step.Inputs.Select(input => input?.Sizes)], [.. step.Outputs.Select(output => output.Sizes)]),
        step.Inputs.OfType<Operand>().Concat(step.Outputs).Sum(operand => (double)operand.Count * operand.Type.Size()));
}
