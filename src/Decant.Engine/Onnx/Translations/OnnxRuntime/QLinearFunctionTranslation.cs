using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>QLinearLeakyRelu, QLinearSigmoid and so on: a function of the numbers that are meant, quantised again.</summary>
/// <param name="name">The operator's name.</param>
/// <param name="function">The function, with the node's attributes.</param>
internal sealed class QLinearFunctionTranslation(string name, Func<NodeReader, Value, Value> function)
    : RuntimeFormulaTranslation(name, 2, 5)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) =>
        node.Has(3)
            ? QuantizedInputs.Again(node, function(node, QuantizedInputs.Meant(node, 0)), 3, node[0].Type)
            : throw new DecantException("the scale of its result (input 3) is missing.");
}
