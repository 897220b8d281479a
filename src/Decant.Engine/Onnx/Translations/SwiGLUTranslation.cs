using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>SwiGLU (Shazeer 2020, arXiv:2002.05202): y = a · sigmoid(alpha · a) · b.</summary>
internal sealed class SwiGLUTranslation() : FormulaTranslation("SwiGLU", 2, 2)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0] * (node[0] * node.Float("alpha", 1)).Sigmoid() * node[1];
}
