using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>yᵢ = e^(xᵢ − max x)/Σⱼ e^(xⱼ − max x) along an axis.</summary>
/// <param name="Axis">The axis whose elements share the sum; negative ones count from the end.</param>
internal sealed record Softmax(long Axis = -1) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        inputs[0]!.Shape.Axis(Axis);
        return Like(inputs[0]);
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 4 * Elements(outputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        [node.Graph.Add(new SoftmaxGradient(Axis), dy, node.Outputs[0])];
}

public static partial class Operations
{
    /// <summary>yᵢ = e^(xᵢ − max x)/Σⱼ e^(xⱼ − max x) along an axis.</summary>
    public static Value Softmax(this Value x, long axis = -1) => x.Graph.Add(new Softmax(axis), x);
}
