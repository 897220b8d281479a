using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations.OnnxRuntime;

/// <summary>QLinearAdd and QLinearMul: the numbers that are meant, joined and quantised again.</summary>
/// <param name="name">The operator's name.</param>
/// <param name="join">What happens to the two.</param>
internal sealed class QLinearPairTranslation(string name, Func<Value, Value, Value> join) : RuntimeFormulaTranslation(name, 7, 8)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) =>
        QuantizedInputs.Again(node, join(QuantizedInputs.Meant(node, 0), QuantizedInputs.Meant(node, 3)), 6, node[0].Type);
}
