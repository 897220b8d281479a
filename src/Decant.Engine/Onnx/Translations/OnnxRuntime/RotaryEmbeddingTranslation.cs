using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>
/// RotaryEmbedding of ONNX Runtime (Su et al. 2021, arXiv:2104.09864), with other places of its inputs than in the standard: x [B, T,
/// heads·D] or [B, heads, T, D], positions [B, T] or the first one [1], tables of cosines and sines.
/// </summary>
internal sealed class RotaryEmbeddingTranslation() : RuntimeFormulaTranslation("RotaryEmbedding", 4, 4)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (given, cos, sin) = (node[0], node[2], node[3]);
        if (node.Float("scale", 1) != 1 || node.Flag("is_packed_batching"))
        {
            throw new DecantException("a scale and packed batches are not known here.");
        }

        var (part, heads) = ((int)Math.Clamp(node.Int("rotary_embedding_dim", 0), 0, int.MaxValue), node.Int("num_heads", 0));
        heads =
            heads == 0 && given.Shape.Rank == 3 && part == 0 && cos.Shape[1].Size > 0
                ? given.Shape[2].Size / (2 * cos.Shape[1].Size)
                : heads;
        var x = given.Shape.Rank == 3 ? Heads.Split(given, heads) : given;
        var places = node[1].Cast(ElementType.Int64);
        places = places.Shape.Rank == 1 ? (places + Positions.Along(node, x.Shape[2])).Unsqueeze(0) : places;
        var y = RotaryEmbeddingTurn.Of(x, cos.Gather(places), sin.Gather(places), part, node.Flag("interleaved"));
        return given.Shape.Rank == 3 ? Heads.Merged(y) : y;
    }
}
