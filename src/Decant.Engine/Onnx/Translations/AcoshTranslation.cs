using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Acosh: y = ln(x + √(x² − 1)).</summary>
internal sealed class AcoshTranslation() : FormulaTranslation("Acosh", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => (node[0] + ((node[0] * node[0]) - 1).Sqrt()).Log();
}
