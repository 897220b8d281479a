using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Sinh: y = (eˣ − e⁻ˣ) / 2.</summary>
internal sealed class SinhTranslation() : FormulaTranslation("Sinh", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => (node[0].Exp() - (-node[0]).Exp()) / 2;
}
