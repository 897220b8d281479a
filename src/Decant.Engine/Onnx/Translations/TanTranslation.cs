using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Tan: y = sin x / cos x.</summary>
internal sealed class TanTranslation() : FormulaTranslation("Tan", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0].Sin() / node[0].Cos();
}
