using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The nearest number that bfloat16 holds, in x's own element type: what casting to bfloat16 and back gives. For gradients the identity.
/// </summary>
internal sealed record RoundToBFloat16 : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy]; // as of the cast that it replaces
}
