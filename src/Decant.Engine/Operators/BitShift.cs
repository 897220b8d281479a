using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The bits of a moved by b places; what leaves is lost. Shapes are broadcast.</summary>
/// <param name="Left">Whether towards the higher bits: a · 2ᵇ, else ⌊a / 2ᵇ⌋.</param>
internal sealed record BitShift(bool Left) : ElementwiseBinary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        base.Infer(inputs) is [var y] && y.Type.IsInteger()
            ? [y]
            : throw Error($"expected whole numbers, received {inputs[0]} and {inputs[1]}. Cast them first.");
}
