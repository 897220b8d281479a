using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>LpNormalization: x / (Σ |x|ᵖ)^(1/p) along an axis, p = 1 or 2; 0 for a vector of zeros.</summary>
internal sealed class LpNormalizationTranslation() : FormulaTranslation("LpNormalization", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, axis) = (node[0], node.Int("axis", -1));
        var isL1 = node.Int("p", 2) == 1;
        var sum = (isL1 ? x.Abs() : x * x).ReduceSum([axis], keepDimensions: true);
        var divisible = sum.IsEqualTo(sum.Constant(0)).Where(sum.Constant(1), sum);
        return x / (isL1 ? divisible : divisible.Sqrt());
    }
}
