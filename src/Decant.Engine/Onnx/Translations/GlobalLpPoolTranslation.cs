using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>GlobalLpPool: (Σ |x|ᵖ)^(1/p) over every channel.</summary>
internal sealed class GlobalLpPoolTranslation() : FormulaTranslation("GlobalLpPool", 1, 1)
{
    private const int SinceWhole = 2;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var p = node.Opset < SinceWhole ? node.Float("p", 2) : node.Int("p", 2);
        return Root.Of(
            node[0]
                .Abs()
                .Pow(p)
                .ReduceSum([.. Enumerable.Range(2, node[0].Shape.Rank - 2).Select(axis => (long)axis)], keepDimensions: true),
            p
        );
    }
}
