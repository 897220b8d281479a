using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Softsign: y = x / (1 + |x|).</summary>
internal sealed class SoftsignTranslation() : FormulaTranslation("Softsign", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0] / (node[0].Abs() + 1);
}
