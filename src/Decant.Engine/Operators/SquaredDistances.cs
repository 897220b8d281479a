using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// y[i, j] = Σ_d (x[i, d] − x[j, d])², from [N, D] to [N, N]: the differences are taken before the squares, so equal rows have distance 0
/// exactly, and N·N·D differences never lie in memory.
/// </summary>
internal sealed record SquaredDistances : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var x = inputs[0]!;
        return x.Shape.Rank == 2 ? [new(x.Type, new Shape(x.Shape[0], x.Shape[0]))] : throw Error($"expected [N, D], received {x}.");
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 3 * Elements(outputs[0]) * inputs[0]![1];

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // dx[i] = 2·Σ_j s_ij·(x[i] − x[j]) with s = dy + dyᵀ. A common shift changes no difference, and without it less cancels.
        var x = node.Inputs[0]!;
        var (centred, s) = (x - x.ReduceMean([0], keepDimensions: true), dy + dy.Transposed());
        return [((centred * s.ReduceSum([1], keepDimensions: true)) - s.MatMul(centred)) * 2];
    }
}

public static partial class Operations
{
    /// <summary>The squared distances between all rows: [N, D] to [N, N].</summary>
    public static Value SquaredDistances(this Value x) => x.Graph.Add(new SquaredDistances(), x);
}
