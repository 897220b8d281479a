using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// Attention of ONNX Runtime (Vaswani et al. 2017, arXiv:1706.03762): one product makes queries, keys and values of the input [B, T, D].
/// Inputs: x, weights [D, Q + K + V], bias, mask, keys and values of earlier calls [2, B, heads, S, D], what is added to the products. The
/// second output holds keys and values for the next call.
/// </summary>
internal sealed class AttentionTranslation() : RuntimeTranslation("Attention", 2, 7)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        if (node.Has(6))
        {
            throw new DecantException("a buffer shared by past and present is not known here.");
        }

        Add(node, node[0], node[1], mask: 3, past: 4, added: 5);
    }

    /// <summary>Adds what the node does.</summary>
    /// <param name="node">The node; its input 2 is the bias.</param>
    /// <param name="x">The input [B, T, D].</param>
    /// <param name="w">The weights [D, Q + K + V].</param>
    /// <param name="mask">Place of the mask.</param>
    /// <param name="past">Place of the keys and values of earlier calls.</param>
    /// <param name="added">Place of what is added to the products.</param>
    public static void Add(NodeReader node, Value x, Value w, int mask, int past, int added)
    {
        if (node.Flag("do_rotary") || node.Flag("past_present_share_buffer"))
        {
            throw new DecantException("turned positions (do_rotary) and a buffer shared by past and present are not known here.");
        }

        node.Int("rotary_embedding_dim", 0);
        var (heads, joined) = (node.Int("num_heads"), x.MatMul(w));
        joined = node.Has(2) ? joined + node[2] : joined;
        var all = joined.Shape[^1].Size;
        var sizes = node.Ints("qkv_hidden_sizes") ?? [all / 3, all / 3, all / 3];
        if (sizes is not [> 0, > 0, > 0] || sizes.Sum() != all)
        {
            throw new DecantException(
                $"the sizes of queries, keys and values [{string.Join(", ", sizes.Take(8))}] do not add up to the "
                    + $"{all} columns of the weights."
            );
        }

        Value Part(int i) => Heads.Split(joined.Slice(2, sizes.Take(i).Sum(), sizes.Take(i + 1).Sum()), heads);
        var (q, k, v) = (Part(0), Part(1), Part(2));
        if (node.Has(past))
        {
            Value Earlier(int i, Value now) => new[] { now.Graph.Add(new Squeeze([0]), node[past].Slice(0, i, i + 1)), now }.Concat(2);
            (k, v) = (Earlier(0, k), Earlier(1, v));
        }

        node.Give(Heads.Merged(MaskedAttention.Of(node, q, k, v, mask, added)));
        if (node.IsOutputUsed(1))
        {
            node.Give(new[] { k.Unsqueeze(0), v.Unsqueeze(0) }.Concat(0), 1);
        }
    }
}
