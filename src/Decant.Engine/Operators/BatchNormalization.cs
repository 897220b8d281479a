using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Normalisation with stored statistics: y = scale·(x − mean)/√(variance + Epsilon) + bias per channel. Inputs: x [N, C, ..], scale [C],
/// bias [C], mean [C], variance [C]. Ioffe and Szegedy 2015, arXiv:1502.03167. Training replaces it by
/// <see cref="BatchNormalizationTraining"/>.
/// </summary>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">ONNX's: the share of the old running statistics that a training step keeps (1 − PyTorch's).</param>
internal sealed record BatchNormalization(double Epsilon = 1e-5, double Momentum = 0.9) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        Check(inputs);
        return Like(inputs[0]);
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 2 * Elements(outputs[0]);

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // With r = (variance + ε)^(−½) and x̂ = (x − mean)·r: dx = dy·scale·r, dscale = Σ dy·x̂, dbias = Σ dy; the statistics are
        // constants.
        var x = node.Inputs[0]!;
        var channels = new Shape(x.Shape.Select((size, axis) => axis == 1 ? size : 1));
        Value Channel(int input) => node.Inputs[input]!.Reshape(channels);
        var r = 1 / (Channel(4) + Epsilon).Sqrt();
        return
        [
            dy * (Channel(1) * r),
            (dy * ((x - Channel(3)) * r)).SumTo(channels).Reshape(node.Inputs[1]!.Shape),
            dy.SumTo(channels).Reshape(node.Inputs[2]!.Shape),
            null,
            null,
        ];
    }

    /// <summary>Refuses inputs that are not x and four vectors of its channels.</summary>
    internal void Check(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        for (var i = 1; i < 5; i++)
        {
            if (x.Shape.Rank < 2 || !inputs[i]!.Shape.Equals(new Shape(x.Shape[1])))
            {
                throw Error($"expected x [N, C, ..] and scale, bias, mean and variance of shape [C], received {x} and {inputs[i]}.");
            }
        }
    }
}

public static partial class Operations
{
    /// <summary>scale·(x − mean)/√(variance + epsilon) + bias per channel.</summary>
    /// <param name="x">[N, C, ..].</param>
    /// <param name="scale">[C].</param>
    /// <param name="bias">[C].</param>
    /// <param name="mean">[C].</param>
    /// <param name="variance">[C].</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static Value BatchNormalization(this Value x, Value scale, Value bias, Value mean, Value variance, double epsilon = 1e-5) =>
        x.Graph.Add(new BatchNormalization(epsilon), x, scale, bias, mean, variance);
}
