using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Attention (Vaswani et al. 2017, arXiv:1706.03762): softmax(scale·Q·Kᵀ + mask)·V for every head, with keys and values of earlier calls in front, several
/// query heads to a key head (Ainslie et al. 2023, arXiv:2305.13245), a causal mask and a bound by tanh.
/// </summary>
internal sealed class AttentionTranslation() : ReadOnlyTranslation("Attention", 3, 7)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        node.Int("softmax_precision", 0); // the precision inside, which is the inputs' here
        var merged = node[0].Shape.Rank == 3;
        var q = merged ? Split(node[0], node.Int("q_num_heads")) : node[0];
        var k = merged ? Split(node[1], node.Int("kv_num_heads")) : node[1];
        var v = merged ? Split(node[2], node.Int("kv_num_heads")) : node[2];
        node.Int("q_num_heads", 0);
        node.Int("kv_num_heads", 0);

        var past = node.Has(4) ? node[4].Shape[2].Size : 0;
        k = node.Has(4) ? new[] { node[4], k }.Concat(2) : k;
        v = node.Has(5) ? new[] { node[5], v }.Concat(2) : v;
        node.Give(k, 1);
        node.Give(v, 2);

        var scale = node.Float("scale", 1 / Math.Sqrt(q.Shape[3].Size));
        var products = (q * scale).MatMul(Repeated(k, q).Transposed());
        var weights = Weights(node, products, past);
        var y = weights.MatMul(Repeated(v, q));
        node.Give(merged ? y.Transpose(0, 2, 1, 3).Reshape(new Shape(y.Shape[0], y.Shape[2], y.Shape[1] * y.Shape[3])) : y);
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
            x = causal ? Allowed(Positions(node, x, 3).IsAtMost(Positions(node, x, 2) + (valid is null ? node.Number(Tensor.Scalar((long)past)) : valid - Queries(node, x))), x) : x;
            return valid is null ? x : Allowed(Positions(node, x, 3).IsLessThan(valid), x);
        }

        var before = Bounded(products);
        var masked = Masked(before);
        var weights = node.Has(3) || node.Has(6) ? OfSeen(masked) : masked.Softmax(-1);
        if (node.IsOutputUsed(3))
        {
            node.Give(node.Int("qk_matmul_output_mode", 0) switch { 0 => products.Identity(), 1 => before.Identity(), 2 => masked.Identity(), _ => weights.Identity() }, 3);
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

    // [B, T, heads·D] -> [B, heads, T, D].
    private static Value Split(Value x, long heads)
    {
        var size = heads > 0 && x.Shape[2].Size % heads == 0 ? (int)(x.Shape[2].Size / heads)
            : throw new DecantException($"{heads} heads do not divide the last axis of {x}.");
        return x.Reshape(new Shape(x.Shape[0], x.Shape[1], (int)heads, size)).Transpose(0, 2, 1, 3);
    }

    // Every head of keys or values serves as many neighbouring query heads as there are for each.
    private static Value Repeated(Value x, Value q)
    {
        var times = q.Shape[1].DividedBy(x.Shape[1]) is { IsStatic: true } quotient ? quotient.Size
            : throw new DecantException($"the heads of the keys {x} do not divide those of the queries {q}.");
        return times == 1 ? x : x.Unsqueeze(2).BroadcastTo(new Shape(x.Shape[0], x.Shape[1], times, x.Shape[2], x.Shape[3]))
            .Reshape(new Shape(x.Shape[0], q.Shape[1], x.Shape[2], x.Shape[3]));
    }

    private static Value Mask(Value x, Value mask)
    {
        // Keys behind the end of a shorter mask do not count.
        var missing = mask.Shape[^1].IsStatic && x.Shape[3].IsStatic && mask.Shape[^1].Size != 1 ? x.Shape[3].Size - mask.Shape[^1].Size : 0;
        long[] behind = [.. new long[mask.Shape.Rank - 1], missing];
        return mask.Type != ElementType.Bool ? x + (missing > 0 ? mask.Pad(new long[mask.Shape.Rank], behind, double.NegativeInfinity) : mask)
            : Allowed(missing > 0 ? mask.Cast(ElementType.Int32).Pad(new long[mask.Shape.Rank], behind).Cast(ElementType.Bool) : mask, x);
    }

    private static Value Allowed(Value mask, Value x) => mask.Where(x, x.Constant(double.NegativeInfinity));

    // 0, 1, … along an axis, ready to be compared with the other axes.
    private static Value Positions(NodeReader node, Value x, int axis)
    {
        var size = x.Shape[axis];
        var shape = new Shape(Enumerable.Range(0, 4).Select(i => i == axis ? size : 1));
        return size.IsStatic ? node.Counting(ElementType.Int64, size.Size, i => i).Reshape(shape)
            : node.Number(Tensor.Scalar(1L)).BroadcastTo(shape).CumSum(axis, exclusive: true);
    }

    // The number of queries, which a causal mask counts back from the last valid key.
    private static Value Queries(NodeReader node, Value x) => x.Shape[2] is { IsStatic: true } size ? node.Number(Tensor.Scalar((long)size.Size))
        : x.ShapeOf().Slice(0, 2, 3).Reshape(Shape.Scalar);
}
