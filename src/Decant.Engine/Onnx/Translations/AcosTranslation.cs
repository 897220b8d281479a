using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Acos: y = π/2 − arctan(x / √(1 − x²)).</summary>
internal sealed class AcosTranslation() : FormulaTranslation("Acos", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => (Math.PI / 2) - (node[0] / (1 - (node[0] * node[0])).Sqrt()).Atan();
}
