using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ConvInteger: the convolution of x − its zero point with w − its zero point, exact.</summary>
internal sealed class ConvIntegerTranslation() : FormulaTranslation("ConvInteger", 2, 4)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => IntegerProducts.Conv(node, node.Optional(2), node[1], node.Optional(3));
}
