using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// softmax(scale·Q·Kᵀ + what is added, masked)·V for every head, as ONNX Runtime's operators have it: what is masked gets one very low
/// number, not minus infinity.
/// </summary>
internal static class MaskedAttention
{
    /// <summary>The answers [B, heads, T, D] of queries [B, heads, T, D] to keys and values [B, heads, S, D].</summary>
    /// <param name="node">The node: its attributes scale, unidirectional and mask_filter_value are read.</param>
    /// <param name="q">Queries.</param>
    /// <param name="k">Keys.</param>
    /// <param name="v">Values.</param>
    /// <param name="mask">Place of an input: lengths [B], ends and starts [2·B], or 1 for what counts in [B, S], [B, T, S] or [B or 1,
    /// heads or 1, T, S].</param>
    /// <param name="added">Place of an input that is added to the products.</param>
    public static Value Of(NodeReader node, Value q, Value k, Value v, int mask, int added)
    {
        var scale = node.Float("scale", 0) is not 0 and var given ? given : 1 / Math.Sqrt(q.Shape[3].Size);
        var low = node.Float("mask_filter_value", -10000);
        var products = (q * scale).MatMul(k.Transposed());
        products = node.Has(added) ? products + node[added] : products;
        if (node.Has(mask))
        {
            products += Counts(node, node[mask], products).Cast(products.Type).Subtracted() * low;
        }

        if (node.Flag("unidirectional"))
        {
            var (from, to) = (Positions.Along(node, products.Shape[2]), Positions.Along(node, products.Shape[3]));
            var past = k.Shape[2] == q.Shape[2] ? 0 : k.Shape[2].Size - q.Shape[2].Size;
            products = to.Unsqueeze(0)
                .IsAtMost(from.Unsqueeze(1) + from.Constant(past))
                .Where(products, products.Constant(double.NegativeInfinity));
        }

        return products.Softmax(-1).MatMul(v);
    }

    // 1 for what counts, ready to be broadcast against [B, heads, T, S].
    private static Value Counts(NodeReader node, Value mask, Value products)
    {
        var batch = products.Shape[0];
        var places = Positions.Along(node, products.Shape[3]);
        Value Column(Value numbers) => numbers.Cast(ElementType.Int64).Reshape(new Shape(batch, 1, 1, 1));
        return mask.Shape.Rank switch
        {
            1 when mask.Shape[0] == batch => places.IsLessThan(Column(mask)),
            1 when mask.Shape[0] == batch * 2 => places
                .IsLessThan(Column(mask.Slice(0, 0, batch.Size)))
                .And(places.IsAtLeast(Column(mask.Slice(0, batch.Size, 2L * batch.Size)))),
            2 => mask.Cast(ElementType.Bool).Unsqueeze(1, 2),
            3 => mask.Cast(ElementType.Bool).Unsqueeze(1),
            4 when mask.Shape[3] == products.Shape[3] && (mask.Shape[2] == products.Shape[2] || mask.Shape[2] == 1) => mask.Cast(
                ElementType.Bool
            ),
            _ => throw new DecantException(
                $"the mask must be lengths [B], ends and starts [2·B], [B, S], [B, T, S] or [B, 1, T, S] for "
                    + $"products {products.Shape}, received {mask}."
            ),
        };
    }

    // 1 − x.
    private static Value Subtracted(this Value x) => x.Constant(1) - x;
}
