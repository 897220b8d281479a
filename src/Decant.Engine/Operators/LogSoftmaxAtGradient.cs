using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// dx[n, c] = Σ_k dy[n, k]·([i[n, k] = c] − softmax(x)[n, c]). Inputs: dy [.., K], the two inputs of <see cref="LogSoftmaxAt"/>, its second
/// and third output.
/// </summary>
internal sealed record LogSoftmaxAtGradient : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[1]);

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 4 * Elements(outputs[0]);
}
