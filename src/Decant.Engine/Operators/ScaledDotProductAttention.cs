using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Y = softmax(Scale·Q·Kᵀ + mask)·V for every head (Vaswani et al. 2017, arXiv:1706.03762), tile by tile, so that the weights [N, heads, T,
/// S] are never stored (Dao et al. 2022, arXiv:2205.14135). Inputs: Q [N, heads, T, D], K [N, heads, S, D], V [N, heads, S, E], and a mask
/// that broadcasts to [N, heads, T, S] or nothing. Outputs: Y [N, heads, T, E], and for the gradient L [N, heads, T], the logarithm of each
/// row's sum of exponentials. A query that sees no key gets 0, and 0 as its L.
/// </summary>
/// <param name="Scale">Factor of the products.</param>
/// <param name="PositionsFirst">Whether Q, K, V and Y are stored as [N, T, heads, D], as a linear layer writes them.</param>
/// <param name="Causal">Whether query t sees the keys up to t + S − T alone; there is no mask then.</param>
internal sealed record ScaledDotProductAttention(double Scale, bool PositionsFirst = false, bool Causal = false) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (q, k, v) = (inputs[0]!, inputs[1]!, inputs[2]!);
        var mask = inputs.Count > 3 ? inputs[3] : null;
        var (positions, heads) = PositionsFirst ? (1, 2) : (2, 1);
        if (
            q.Shape.Rank != 4
            || k.Shape.Rank != 4
            || v.Shape.Rank != 4
            || k.Type != q.Type
            || v.Type != q.Type
            || !k.Shape.Equals(q.Shape.With(positions, k.Shape[positions]))
            || !v.Shape.Equals(k.Shape.With(3, v.Shape[3]))
        )
        {
            throw Error($"expected queries, keys and values of four axes and the same batch and heads, received {q}, {k} and {v}.");
        }

        var rows = new Shape(q.Shape[0], q.Shape[heads], q.Shape[positions]);
        var weights = new Shape([.. rows, k.Shape[positions]]);
        return mask is null || (!Causal && mask.Type == q.Type && Shape.Broadcast(mask.Shape, weights).Equals(weights))
            ? [new(q.Type, q.Shape.With(3, v.Shape[3])), new(q.Type, rows)]
            : throw Error(
                Causal
                    ? $"a causal attention takes no mask, received {mask}."
                    : $"expected a mask that broadcasts to {weights}, received {mask}."
            );
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs)
    {
        var keys = inputs[1]![PositionsFirst ? 1 : 2];
        return 2.0 * keys * (Elements(inputs[0]) + Elements(outputs[0]));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Value?> Gradient(Node node, IReadOnlyList<Value?> gradients)
    {
        var (q, k, v, mask) = (node.Inputs[0]!, node.Inputs[1]!, node.Inputs[2]!, node.Inputs.Count > 3 ? node.Inputs[3] : null);
        if (gradients[0] is not { } dy)
        {
            return new Value?[node.Inputs.Count];
        }

        var (y, l) = (node.Outputs[0], node.Outputs[1]);
        var backward = node
            .Graph.AddNode(new ScaledDotProductAttentionGradient(Scale, PositionsFirst, Causal), [dy, q, k, v, mask, y, l])
            .Outputs;
        Value?[] all = [.. backward, mask is null ? null : MaskGradient()];
        return all[..node.Inputs.Count];

        // P = e^(Scale·Q·Kᵀ + mask − L), dmask = P·(dY·Vᵀ − Σ dY·Y). Masks are seldom learnt: this stores the weights.
        Value MaskGradient()
        {
            var p = ((HeadsFirst(q).MatMul(HeadsFirst(k).Transposed()) * Scale) + mask - l.Unsqueeze(3)).Exp();
            var difference = HeadsFirst(dy).MatMul(HeadsFirst(v).Transposed()) - HeadsFirst(dy * y).ReduceSum([3], keepDimensions: true);
            return (p * difference).SumTo(mask.Shape);
        }

        Value HeadsFirst(Value x) => PositionsFirst ? x.Transpose(0, 2, 1, 3) : x;
    }
}

public static partial class Operations
{
    /// <summary>softmax(scale·Q·Kᵀ + mask)·V for every head.</summary>
    /// <param name="q">[N, heads, T, D].</param>
    /// <param name="k">[N, heads, S, D].</param>
    /// <param name="v">[N, heads, S, E].</param>
    /// <param name="scale">Factor of the products.</param>
    /// <param name="mask">What broadcasts to [N, heads, T, S], or null.</param>
    public static Value ScaledDotProductAttention(this Value q, Value k, Value v, double scale, Value? mask = null) =>
        q.Graph.AddNode(new ScaledDotProductAttention(scale), [q, k, v, mask]).Outputs[0];
}
