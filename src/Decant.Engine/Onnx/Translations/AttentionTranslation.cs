using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Attention (Vaswani et al. 2017, arXiv:1706.03762): softmax(scale·Q·Kᵀ + mask)·V for every head, with keys and values of earlier calls in
/// front, several query heads to a key head (Ainslie et al. 2023, arXiv:2305.13245), a causal mask and a bound by tanh.
/// </summary>
internal sealed class AttentionTranslation() : ReadOnlyTranslation("Attention", 3, 7)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Int("softmax_precision", 0); // the precision inside, which is the inputs' here
        var merged = node[0].Shape.Rank == 3;
        var q = merged ? Heads.Split(node[0], node.Int("q_num_heads")) : node[0];
        var k = merged ? Heads.Split(node[1], node.Int("kv_num_heads")) : node[1];
        var v = merged ? Heads.Split(node[2], node.Int("kv_num_heads")) : node[2];
        node.Int("q_num_heads", 0);
        node.Int("kv_num_heads", 0);

        var past = node.Has(4) ? node[4].Shape[2].Size : 0;
        k = node.Has(4) ? new[] { node[4], k }.Concat(2) : k;
        v = node.Has(5) ? new[] { node[5], v }.Concat(2) : v;
        node.Give(k, 1);
        node.Give(v, 2);

        var scale = node.Float("scale", 1 / Math.Sqrt(q.Shape[3].Size));
        var products = (q * scale).MatMul(Heads.Repeated(k, q.Shape[1]).Transposed());
        var weights = Weights(node, products, past);
        var y = weights.MatMul(Heads.Repeated(v, q.Shape[1]));
        node.Give(merged ? Heads.Merged(y) : y);
    }

    // The products with mask and bound, then softmax; the fourth output is what one of these steps gives.
    private static Value Weights(NodeReader node, Value products, int past)
    {
        var (bound, causal) = (node.Float("softcap", 0), node.Flag("is_causal"));
        Value Bounded(Value x) => bound == 0 ? x : (x / bound).Tanh() * bound;
        Value Masked(Value x)
        {
            x = node.Has(3) ? Mask(x, node[3]) : x;
            var valid = node.Has(6) ? node[6].Reshape(new Shape(x.Shape[0], 1, 1, 1)) : null;
            if (causal)
            {
                // The query at place i sees the keys up to i, counted from the end of those of earlier calls, or back from the last valid
                // one.
                var shift = valid is null ? node.Number(Tensor.Scalar((long)past)) : valid - Queries(node, x);
                x = Allowed(Positions.Along(node, x.Shape[3]).IsAtMost(Positions.Along(node, x.Shape[2]).Unsqueeze(1) + shift), x);
            }

            return valid is null ? x : Allowed(Positions.Along(node, x.Shape[3]).IsLessThan(valid), x);
        }

        var before = Bounded(products);
        var masked = Masked(before);
        var weights = node.Has(3) || node.Has(6) ? OfSeen(masked) : masked.Softmax(-1);
        if (node.IsOutputUsed(3))
        {
            node.Give(
                node.Int("qk_matmul_output_mode", 0) switch
                {
                    0 => products.Identity(),
                    1 => before.Identity(),
                    2 => masked.Identity(),
                    _ => weights.Identity(),
                },
                3
            );
        }

        node.Int("qk_matmul_output_mode", 0);
        return weights;
    }

    // Softmax over keys; a query that sees none gives every key the weight 0.
    private static Value OfSeen(Value masked)
    {
        var seesNone = masked.ReduceMax([-1], keepDimensions: true).IsEqualTo(masked.Constant(double.NegativeInfinity));
        return seesNone.Where(masked.Constant(0), seesNone.Where(masked.Constant(0), masked).Softmax(-1));
    }

    private static Value Mask(Value x, Value mask)
    {
        // Keys after the end of a shorter mask do not count.
        var missing =
            mask.Shape[^1].IsStatic && x.Shape[3].IsStatic && mask.Shape[^1].Size != 1 ? x.Shape[3].Size - mask.Shape[^1].Size : 0;
        long[] after = [.. new long[mask.Shape.Rank - 1], missing];
        return mask.Type != ElementType.Bool
            ? x + (missing > 0 ? mask.Pad(new long[mask.Shape.Rank], after, double.NegativeInfinity) : mask)
            : Allowed(missing > 0 ? mask.Cast(ElementType.Int32).Pad(new long[mask.Shape.Rank], after).Cast(ElementType.Bool) : mask, x);
    }

    private static Value Allowed(Value mask, Value x) => mask.Where(x, x.Constant(double.NegativeInfinity));

    // The number of queries, which a causal mask counts back from the last valid key.
    private static Value Queries(NodeReader node, Value x) =>
        x.Shape[2] is { IsStatic: true } size
            ? node.Number(Tensor.Scalar((long)size.Size))
            : x.ShapeOf().Slice(0, 2, 3).Reshape(Shape.Scalar);
}
