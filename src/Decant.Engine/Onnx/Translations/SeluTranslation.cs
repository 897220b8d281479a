using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Selu: y = gamma · x where x > 0, else gamma · alpha · (eˣ − 1); until opset 5 the usual factors had four decimals.</summary>
internal sealed class SeluTranslation() : FormulaTranslation("Selu", 1, 1)
{
    private const int SinceAllDecimals = 6;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node) =>
        node.Opset < SinceAllDecimals
            ? node[0].Elu(node.Float("alpha", 1.6732)) * node.Float("gamma", 1.0507)
            : node[0].Elu(node.Float("alpha", 1.67326319217681884765625)) * node.Float("gamma", 1.05070102214813232421875);
}
