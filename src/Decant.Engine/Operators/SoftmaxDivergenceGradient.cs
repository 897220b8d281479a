using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>dy = dD·(q − p)/T. Inputs: dD [N], the three inputs of <see cref="SoftmaxDivergence"/>, its second output [N, 4].</summary>
internal sealed record SoftmaxDivergenceGradient : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[2]);

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 8 * Elements(outputs[0]);
}
