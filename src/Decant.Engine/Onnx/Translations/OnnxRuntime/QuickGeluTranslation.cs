using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>QuickGelu (Hendrycks, Gimpel 2016, arXiv:1606.08415): y = x · sigmoid(alpha · x).</summary>
internal sealed class QuickGeluTranslation() : RuntimeFormulaTranslation("QuickGelu", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0] * (node[0] * node.Float("alpha", 1.702)).Sigmoid();
}
