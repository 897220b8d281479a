using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>MeanVarianceNormalization: (x − mean) / √(variance + 1e-9) along axes.</summary>
internal sealed class MeanVarianceNormalizationTranslation() : FormulaTranslation("MeanVarianceNormalization", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => Standardized.Of(node[0], [.. node.Ints("axes") ?? [0, 2, 3]], 1e-9).Y;
}
