using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Mish: y = x · tanh(ln(1 + eˣ)).</summary>
internal sealed class MishTranslation() : FormulaTranslation("Mish", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node[0] * node[0].Softplus().Tanh();
}
