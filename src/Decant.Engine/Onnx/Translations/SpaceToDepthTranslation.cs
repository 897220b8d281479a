using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>SpaceToDepth: blocks of pixels become channels.</summary>
internal sealed class SpaceToDepthTranslation() : FormulaTranslation("SpaceToDepth", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, block) = (node[0], (int)node.Int("blocksize"));
        var (n, c, h, w) = (x.Shape[0], x.Shape[1].Size, x.Shape[2].Size / block, x.Shape[3].Size / block);
        return x.Reshape(new Shape(n, c, h, block, w, block)).Transpose(0, 3, 5, 1, 2, 4).Reshape(new Shape(n, block * block * c, h, w));
    }
}
