using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// y = (x − mean)·r·scale + bias with r = 1/√(variance + ε), mean and variance over the axes from one on. Inputs: x, scale and bias of the
/// shape of those axes, each may be absent. Outputs: y, and for the gradient mean and r, with the axes as 1; no derivative goes through
/// these two. Ba, Kiros and Hinton 2016, arXiv:1607.06450.
/// </summary>
/// <param name="Axis">The first of the axes that share mean and variance; negative ones count from the end.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record LayerNormalization(long Axis = -1, double Epsilon = 1e-5) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        var axis = x.Shape.Axis(Axis);
        var normalized = new Shape(x.Shape.Skip(axis));
        foreach (var factor in inputs.Skip(1).OfType<Value>())
        {
            if (factor.Type != x.Type || !factor.Shape.Equals(normalized))
            {
                throw Error($"expected scale and bias {normalized} of {x.Type}, received {factor} for {x}.");
            }
        }

        var perRow = new TensorType(x.Type, new Shape(x.Shape.Select((size, i) => i < axis ? size : 1)));
        return [new(x.Type, x.Shape), perRow, perRow];
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 7 * Elements(outputs[0]);

    /// <inheritdoc/>
    public override IReadOnlyList<Value?> Gradient(Node node, IReadOnlyList<Value?> gradients)
    {
        if (gradients[0] is not { } dy)
        {
            return new Value?[node.Inputs.Count];
        }

        var scale = node.Inputs.Count > 1 ? node.Inputs[1] : null;
        var backward = node
            .Graph.AddNode(new LayerNormalizationGradient(Axis), [dy, node.Inputs[0], node.Outputs[1], node.Outputs[2], scale])
            .Outputs;
        return [.. backward.Take(node.Inputs.Count)];
    }
}

public static partial class Operations
{
    /// <summary>Zero mean and unit variance along the last axis, then a factor and a summand for each feature.</summary>
    /// <param name="x">[.., D].</param>
    /// <param name="scale">[D], or null.</param>
    /// <param name="bias">[D], or null.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static Value LayerNormalization(this Value x, Value? scale = null, Value? bias = null, double epsilon = 1e-5) =>
        x.Graph.AddNode(new LayerNormalization(-1, epsilon), [x, scale, bias]).Outputs[0];
}
