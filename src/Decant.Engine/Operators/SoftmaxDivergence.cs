using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Dₙ = Σ_c p·(ln p − ln q) of p = softmax(x/T) and q = softmax(y/T): the Kullback-Leibler divergence of two rows of logits, precise
/// relative to itself, so that T² = 400 enlarges no rounding of logarithms. Inputs: x and y [N, C], T a scalar. Outputs: D [N], and for the
/// gradient per row max x, ln Σe^((x − max x)/T), max y, ln Σe^((y − max y)/T) [N, 4]. A class with p = 0 adds 0.
/// </summary>
internal sealed record SoftmaxDivergence : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (x, y, temperature) = (inputs[0]!, inputs[1]!, inputs[2]!);
        return x.Shape.Rank == 2 && x.Shape.Equals(y.Shape) && temperature.Shape.Rank == 0
            ? [new(x.Type, new Shape(x.Shape[0])), new(x.Type, new Shape(x.Shape[0], 4))]
            : throw Error($"expected two [N, C] of one shape and a scalar, received {x}, {y} and {temperature}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 10 * Elements(inputs[0]);

    /// <inheritdoc/>
    public override IReadOnlyList<Value?> Gradient(Node node, IReadOnlyList<Value?> gradients)
    {
        var (x, y, temperature) = (node.Inputs[0]!, node.Inputs[1]!, node.Inputs[2]!);
        var (dD, divergence) = (gradients[0]!, node.Outputs[0].Unsqueeze([1]));
        var dy = node.Graph.Add(new SoftmaxDivergenceGradient(), dD, x, y, temperature, node.Outputs[1]);

        // dx = dD·p·(ln p − ln q − D)/T. Both logits are divided by T, so dT = −Σ (x·dx + y·dy)/T.
        var (lnP, lnQ) = ((x / temperature).LogSoftmax(), (y / temperature).LogSoftmax());
        var dx = (dD / temperature).Unsqueeze([1]) * lnP.Exp() * (lnP - lnQ - divergence);
        return [dx, dy, -(((x * dx) + (y * dy)).ReduceSum() / temperature)];
    }
}

public static partial class Operations
{
    /// <summary>The Kullback-Leibler divergence of softmax(x/T) from softmax(y/T), row by row: [N, C] to [N].</summary>
    /// <param name="x">Logits [N, C] of the distribution that is imitated.</param>
    /// <param name="y">Logits [N, C] of the distribution that imitates.</param>
    /// <param name="temperature">T, a positive scalar.</param>
    public static Value SoftmaxDivergence(this Value x, Value y, Value temperature) =>
        x.Graph.AddNode(new SoftmaxDivergence(), [x, y, temperature]).Outputs[0];
}
