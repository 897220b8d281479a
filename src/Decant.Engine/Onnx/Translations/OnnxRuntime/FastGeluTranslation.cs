using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>FastGelu: GELU by tanh, of x plus a bias.</summary>
internal sealed class FastGeluTranslation() : RuntimeFormulaTranslation("FastGelu", 1, 2)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => GeluTranslation.ByTanh(node.Has(1) ? node[0] + node[1] : node[0]);
}
