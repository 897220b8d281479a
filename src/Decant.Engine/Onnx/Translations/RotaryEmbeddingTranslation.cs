using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>RotaryEmbedding: pairs of features turned by the angle of their position; <see cref="RotaryEmbeddingTurn"/>.</summary>
internal sealed class RotaryEmbeddingTranslation() : FormulaTranslation("RotaryEmbedding", 3, 4)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (given, heads) = (node[0], node.Int("num_heads", 0));
        var x = given.Shape.Rank == 3 ? Heads.Split(given, heads) : given;
        Value Angle(int input) => node.Has(3) ? node[input].Gather(node[3].Cast(ElementType.Int64)) : node[input];
        var part = (int)Math.Clamp(node.Int("rotary_embedding_dim", 0), 0, int.MaxValue);
        var y = RotaryEmbeddingTurn.Of(x, Angle(1), Angle(2), part, node.Flag("interleaved"));
        return given.Shape.Rank == 3 ? Heads.Merged(y) : y;
    }
}
