using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Running sums along an axis: y[i] = x[0] + … + x[i].</summary>
/// <param name="Axis">The axis; negative ones count from the end.</param>
/// <param name="Exclusive">Whether x[i] itself is left out.</param>
/// <param name="Reverse">Whether sums start at the end.</param>
internal sealed record CumSum(long Axis, bool Exclusive = false, bool Reverse = false) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        inputs[0]!.Shape.Axis(Axis);
        return Like(inputs[0]);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) => [node.Graph.Add(this with { Reverse = !Reverse }, dy)]; // x[i] is in every sum from i on
}

public static partial class Operations
{
    /// <summary>Running sums along an axis.</summary>
    public static Value CumSum(this Value x, long axis, bool exclusive = false, bool reverse = false) =>
        x.Graph.Add(new CumSum(axis, exclusive, reverse), x);
}
