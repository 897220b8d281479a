using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Asinh: y = sign x · ln(|x| + √(x² + 1)); nothing cancels.</summary>
internal sealed class AsinhTranslation() : FormulaTranslation("Asinh", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0].Sign() * (node[0].Abs() + ((node[0] * node[0]) + 1).Sqrt()).Log();
}
