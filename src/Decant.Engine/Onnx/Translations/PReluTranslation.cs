using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>PRelu: y = x where x ≥ 0, else slope · x; until opset 6 several slopes are for the channels.</summary>
internal sealed class PReluTranslation() : FormulaTranslation("PRelu", 2, 2)
{
    private const int SinceBroadcast = 7;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, slope) = (node[0], node[1]);
        slope =
            node.Opset < SinceBroadcast && slope.Shape.Rank == 1 && slope.Shape.Elements != 1 ? Standardized.PerChannel(slope, x) : slope;
        return x.IsLessThan(x.Constant(0)).Where(slope * x, x);
    }
}
