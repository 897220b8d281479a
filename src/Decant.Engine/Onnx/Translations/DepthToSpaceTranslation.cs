using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>DepthToSpace: channels become blocks of pixels.</summary>
internal sealed class DepthToSpaceTranslation() : FormulaTranslation("DepthToSpace", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, block) = (node[0], (int)node.Int("blocksize"));
        var (n, c, h, w) = (x.Shape[0], x.Shape[1].Size / (block * block), x.Shape[2], x.Shape[3]);
        var columnsFirst = node.Text("mode", "DCR") == "CRD";
        var parts = columnsFirst
            ? x.Reshape(new Shape(n, c, block, block, h, w)).Transpose(0, 1, 4, 2, 5, 3)
            : x.Reshape(new Shape(n, block, block, c, h, w)).Transpose(0, 3, 4, 1, 5, 2);
        return parts.Reshape(new Shape(n, c, h * block, w * block));
    }
}
