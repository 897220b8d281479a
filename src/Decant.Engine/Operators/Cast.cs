using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The same numbers as another element type; fractions are cut towards zero, anything but 0 is true.</summary>
/// <param name="To">The element type asked for.</param>
internal sealed record Cast(ElementType To) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override bool IsDifferentiable => To.IsFloat();

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => [new(To, inputs[0]!.Shape)];

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Inputs[0]!.Type.IsFloat() ? dy.Cast(node.Inputs[0]!.Type) : null]; // dx/dx = 1
}

public static partial class Operations
{
    /// <summary>The same numbers as another element type.</summary>
    public static Value Cast(this Value x, ElementType to) => x.Type == to ? x : x.Graph.Add(new Cast(to), x);
}
