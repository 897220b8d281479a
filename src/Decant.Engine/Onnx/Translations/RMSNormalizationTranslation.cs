using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>RMSNormalization: x / √(mean of x² + epsilon) · scale over the axes from the given one on (Zhang, Sennrich 2019, arXiv:1910.07467).</summary>
internal sealed class RMSNormalizationTranslation() : FormulaTranslation("RMSNormalization", 2, 2)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        node.Int("stash_type", 1); // the precision inside, which is the input's here
        var x = node[0];
        var axes = Standardized.From(x, x.Shape.Axis(node.Int("axis", -1)));
        return x / ((x * x).ReduceMean(axes, keepDimensions: true) + node.Float("epsilon", 1e-5)).Sqrt() * node[1];
    }
}
