using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>An operator that maps every element by itself.</summary>
internal abstract record ElementwiseUnary : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[0]);
}
