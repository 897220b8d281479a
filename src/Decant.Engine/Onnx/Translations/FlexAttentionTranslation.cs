using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// FlexAttention (Dong et al. 2024, arXiv:2412.05496): softmax(scale·Q·Kᵀ)·V for every head, several query heads to a key head; graphs of
/// the file may change the products and the weights.
/// </summary>
internal sealed class FlexAttentionTranslation() : FormulaTranslation("FlexAttention", 3, 3)
{
    /// <inheritdoc/>
    public override string Domain => "ai.onnx.preview";

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        node.Int("softmax_precision", 0); // the precision inside, which is the inputs' here
        var (q, k, v) = (node[0], node[1], node[2]);
        if (q.Shape.Rank != 4 || k.Shape.Rank != 4 || v.Shape.Rank != 4)
        {
            throw new DecantException($"expected queries, keys and values [B, heads, T, D], received {q}, {k} and {v}.");
        }

        var scale = node.Float("scale", 0) is not 0 and var given ? given : 1 / Math.Sqrt(q.Shape[3].Size);
        var scores = Changed(node, "score_mod", (q * scale).MatMul(Heads.Repeated(k, q.Shape[1]).Transposed()));
        return Changed(node, "prob_mod", scores.Softmax(-1)).MatMul(Heads.Repeated(v, q.Shape[1]));
    }

    private static Value Changed(NodeReader node, string by, Value x)
    {
        if (!node.HasAttribute(by))
        {
            return x;
        }

        var outputs = node.Inline(node.Subgraph(by), [node.Insert(by, new Identity(), x).Name], by);
        return outputs is [var only]
            ? node.ValueOf(only)
            : throw new DecantException($"'{by}' must have one output, it has {outputs.Count}.");
    }
}
