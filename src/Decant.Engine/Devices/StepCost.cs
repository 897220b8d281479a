using Decant.Engine.Graphs;

namespace Decant.Engine.Devices;

/// <summary>What one run of an operator, or of a chain of them, costs at the sizes of the moment.</summary>
/// <param name="Flops">Floating-point operations, a multiply-add being two.</param>
/// <param name="Bytes">Bytes of what it reads and of what it writes, each counted once.</param>
internal readonly record struct StepCost(double Flops, double Bytes)
{
    /// <summary>The cost of a step.</summary>
    public static StepCost Of(Step step) =>
        new(
            step.Chain.Sum(link =>
                link.Node.Operator.Flops([.. link.Inputs.Select(input => input?.Sizes)], [.. link.Outputs.Select(output => output.Sizes)])
            ),
            step.Chain.SelectMany(link => link.Inputs.OfType<Operand>().Concat(link.Outputs))
                .Where(operand => operand.Storage.Slot is null)
                .Distinct()
                .Sum(operand => (double)operand.Count * operand.Type.Size())
        );
}
