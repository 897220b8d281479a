using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>MeanVarianceNormalization: (x − mean) / (√variance + 1e-9) along axes.</summary>
internal sealed class MeanVarianceNormalizationTranslation() : FormulaTranslation("MeanVarianceNormalization", 1, 1)
{
    private const double Epsilon = 1e-9;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        long[] axes = [.. node.Ints("axes") ?? [0, 2, 3]];
        var centred = node[0] - node[0].ReduceMean(axes, keepDimensions: true);
        return centred / (Root.Of((centred * centred).ReduceMean(axes, keepDimensions: true)) + Epsilon);
    }
}
