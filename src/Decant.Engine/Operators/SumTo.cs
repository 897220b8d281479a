using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The reverse of broadcasting: sums along the axes in which a smaller shape has 1 or nothing.</summary>
/// <param name="Target">The smaller shape.</param>
internal sealed record SumTo(Shape Target) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => [new(inputs[0]!.Type, Target)];

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => Elements(inputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [dy.BroadcastTo(node.Inputs[0]!.Shape)]; // every summand gets dy
}

public static partial class Operations
{
    /// <summary>Sums along the axes in which a smaller shape has 1 or nothing.</summary>
    public static Value SumTo(this Value x, Shape target) => x.Shape.Equals(target) ? x : x.Graph.Add(new SumTo(target), x);
}
