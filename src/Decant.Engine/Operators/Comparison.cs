using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>An element-wise question with a truth value as answer.</summary>
internal abstract record Comparison : ElementwiseBinary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        [base.Infer(inputs)[0] with { Type = ElementType.Bool }];
}
