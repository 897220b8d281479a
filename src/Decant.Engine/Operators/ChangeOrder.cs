using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// An image [N, C, H, W] copied into another order of axes in memory; logically nothing changes. Only the plan inserts it.
/// </summary>
/// <param name="ToChannelsLast">Whether the copy lies as N, H, W, C; otherwise the input does.</param>
internal sealed record ChangeOrder(bool ToChannelsLast) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[0]);

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;
}
