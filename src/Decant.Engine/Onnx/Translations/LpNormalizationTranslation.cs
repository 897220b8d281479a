using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>LpNormalization: x / (Σ |x|ᵖ)^(1/p) along an axis, p = 1 or 2.</summary>
internal sealed class LpNormalizationTranslation() : FormulaTranslation("LpNormalization", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, axis) = (node[0], node.Int("axis", -1));
        return node.Int("p", 2) == 1
            ? x / x.Abs().ReduceSum([axis], keepDimensions: true)
            : x / (x * x).ReduceSum([axis], keepDimensions: true).Sqrt();
    }
}
