using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Celu: y = x where x > 0, else alpha · (e^(x/alpha) − 1).</summary>
internal sealed class CeluTranslation() : FormulaTranslation("Celu", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var alpha = node.Float("alpha", 1);
        return (node[0] / alpha).Elu() * alpha;
    }
}
