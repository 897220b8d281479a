using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>BiasGelu: GELU of A + B.</summary>
internal sealed class BiasGeluTranslation() : RuntimeFormulaTranslation("BiasGelu", 2, 2)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => GeluTranslation.Exact(node[0] + node[1]);
}
