using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>OptionalHasElement of a tensor, which is always there, or of an input that the file leaves out.</summary>
internal sealed class OptionalHasElementTranslation() : FormulaTranslation("OptionalHasElement", 0, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) => node.Number(Tensor.Scalar(node.Has(0)));
}
