using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>InstanceNormalization: every channel of every sample by its own mean and variance, then scale and bias per channel.</summary>
internal sealed class InstanceNormalizationTranslation() : FormulaTranslation("InstanceNormalization", 3, 3)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var x = node[0];
        var (y, _, _) = Standardized.Of(x, Standardized.From(x, 2), node.Float("epsilon", 1e-5));
        return (y * Standardized.PerChannel(node[1], x)) + Standardized.PerChannel(node[2], x);
    }
}
