using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// MultiHeadAttention of ONNX Runtime (Vaswani et al. 2017, arXiv:1706.03762). Inputs: queries [B, T, D], or all three in one [B, T, heads,
/// 3, D]; keys [B, S, D], or keys and values [B, S, heads, 2, D], or [B, heads, S, D]; values; a bias for all three; a mask; what is added
/// to the products; keys and values of earlier calls [B, heads, S, D].
/// </summary>
internal sealed class MultiHeadAttentionTranslation() : RuntimeTranslation("MultiHeadAttention", 1, 8)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var heads = node.Int("num_heads");
        var (q, k, v) = Parts(node, heads);
        k = node.Has(6) ? new[] { node[6], k }.Concat(2) : k;
        v = node.Has(7) ? new[] { node[7], v }.Concat(2) : v;
        node.Give(Heads.Merged(MaskedAttention.Of(node, q, k, v, mask: 4, added: 5)));
        node.Give(k.Identity(), 1);
        node.Give(v.Identity(), 2);
    }

    // [B, heads, T, D] each.
    private static (Value Q, Value K, Value V) Parts(NodeReader node, long heads)
    {
        var x = node[0];
        if (node.Has(3) && (x.Shape.Rank == 5 || (node.Has(1) && node[1].Shape.Rank != 3)))
        {
            throw new DecantException("a bias is known here only for queries, keys and values in inputs [B, T, D] of their own.");
        }

        if (x.Shape.Rank == 5)
        {
            return (Packed(x, 0), Packed(x, 1), Packed(x, 2));
        }

        Value Biased(Value part, int first, int size) => !node.Has(3) ? part : part + node[3].Slice(0, first, first + size);
        var (d, e) = (x.Shape[^1].Size, node.Has(2) ? node[2].Shape[^1].Size : 0);
        var q = Heads.Split(Biased(x, 0, d), heads);
        if (!node.Has(1))
        {
            throw new DecantException("expected keys (input 1), or queries, keys and values in one input [B, T, heads, 3, D].");
        }

        return (node[1].Shape.Rank, node.Has(2)) switch
        {
            (5, false) => (q, Packed(node[1], 0), Packed(node[1], 1)),
            (4, true) => (q, node[1], node[2]),
            (3, true) => (q, Heads.Split(Biased(node[1], d, d), heads), Heads.Split(Biased(node[2], 2 * d, e), heads)),
            _ => throw new DecantException(
                $"expected keys [B, S, D] or [B, heads, S, D] with values, or both in one input [B, S, heads, 2, D]; received {node[1]}."
            ),
        };
    }

    // One of the parts of [B, T, heads, parts, D], which come without a bias.
    private static Value Packed(Value x, int part) => x.Graph.Add(new Squeeze([3]), x.Slice(3, part, part + 1)).Transpose(0, 2, 1, 3);
}
