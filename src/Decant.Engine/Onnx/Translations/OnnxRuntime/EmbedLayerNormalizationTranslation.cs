using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// EmbedLayerNormalization: the embeddings of tokens, positions and segments added, then layer normalisation. Inputs: tokens [B, T],
/// segments [B, T], the three tables, scale, bias, a mask [B, T], positions. The second output counts the mask's ones, the third is the
/// sum.
/// </summary>
internal sealed class EmbedLayerNormalizationTranslation() : RuntimeTranslation("EmbedLayerNormalization", 1, 9)
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        if (
            !node.Has(0)
            || !node.Has(2)
            || !node.Has(3)
            || !node.Has(5)
            || !node.Has(6)
            || node.Has(1) != node.Has(4)
            || node[0].Shape.Rank != 2
        )
        {
            throw new DecantException(
                "expected tokens [B, T], tables of tokens and positions, scale and bias; segments and their table only together."
            );
        }

        node.Int("mask_index_type", 0); // whether there is a second output, which its name says
        var tokens = node[0];
        Value Rows(int table, Value places) => node[table].Gather(places.Cast(ElementType.Int64));
        var sum = Rows(2, tokens) + Rows(3, node.Has(8) ? node[8] : Positions.Along(node, tokens.Shape[1]));
        sum = node.Has(1) ? sum + Rows(4, node[1]) : sum;
        var (y, _, _) = Standardized.Of(sum, [2], node.Float("epsilon", 1e-12));
        node.Give((y * node[5]) + node[6]);
        node.Give(node.Has(7) ? node[7].ReduceSum([1]) : node.Number(Tensor.Scalar(0)).BroadcastTo(new Shape(tokens.Shape[0])), 1);
        node.Give(sum.Identity(), 2);
    }
}
