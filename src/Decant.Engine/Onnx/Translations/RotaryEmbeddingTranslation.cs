using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>RotaryEmbedding (Su et al. 2021, arXiv:2104.09864): pairs of features (a, b) turned by the angle of their position, (a·cos − b·sin, a·sin + b·cos).</summary>
internal sealed class RotaryEmbeddingTranslation() : FormulaTranslation("RotaryEmbedding", 3, 4)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (given, heads) = (node[0], node.Int("num_heads", 0));
        var merged = given.Shape.Rank == 3;
        if (merged && (heads < 1 || given.Shape[2].Size % heads != 0))
        {
            throw new DecantException($"num_heads must divide the last axis of {given}, received {heads}.");
        }

        // [B, T, heads, D]
        var x = merged ? given.Reshape(new Shape(given.Shape[0], given.Shape[1], (int)heads, given.Shape[2].Size / (int)heads)) : given.Transpose(0, 2, 1, 3);
        var size = x.Shape[3].Size;
        var turned = node.Int("rotary_embedding_dim", 0) is > 0 and var part ? (int)part : size;
        if (turned > size || turned % 2 != 0)
        {
            throw new DecantException($"rotary_embedding_dim must be even and at most {size}, received {turned}.");
        }

        Value Angle(int input) => (node.Has(3) ? node[input].Gather(node[3].Cast(ElementType.Int64)) : node[input]).Slice(2, 0, turned / 2).Unsqueeze(2);
        var (cos, sin, interleaved) = (Angle(1), Angle(2), node.Flag("interleaved"));
        var (a, b) = interleaved ? (x.Slice(3, 0, turned, 2), x.Slice(3, 1, turned, 2)) : (x.Slice(3, 0, turned / 2), x.Slice(3, turned / 2, turned));
        var (real, imaginary) = ((a * cos) - (b * sin), (a * sin) + (b * cos));
        var y = interleaved
            ? new[] { real.Unsqueeze(4), imaginary.Unsqueeze(4) }.Concat(4).Reshape(x.Shape.With(3, turned))
            : new[] { real, imaginary }.Concat(3);
        y = turned == size ? y : new[] { y, x.Slice(3, turned, size) }.Concat(3);
        return merged ? y.Reshape(given.Shape) : y.Transpose(0, 2, 1, 3);
    }
}
