using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The same elements in the same order under other sizes. The target is known when the graph is made, names of sizes included.
/// </summary>
/// <param name="Target">The new shape; as many elements as the old.</param>
internal sealed record Reshape(Shape Target) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        return x.Shape.Elements == Target.Elements
            ? [new(x.Type, Target)]
            : throw Error($"{x} has {x.Shape.Elements} elements, the target {Target} has {Target.Elements}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy.Reshape(node.Inputs[0]!.Shape)]; // moves, computes nothing
}

public static partial class Operations
{
    /// <summary>The same elements in the same order under other sizes.</summary>
    public static Value Reshape(this Value x, Shape target) => x.Shape.Equals(target) ? x : x.Graph.Add(new Reshape(target), x);
}
