using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Gelu: y = x/2 · (1 + erf(x/√2)), or the same with tanh.</summary>
internal sealed class GeluTranslation() : FormulaTranslation("Gelu", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var x = node[0];
        return node.Text("approximate", "none") switch
        {
            "none" => x * 0.5 * ((x / Math.Sqrt(2)).Erf() + 1),
            "tanh" => x * 0.5 * (((x + (x * x * x * 0.044715)) * Math.Sqrt(2 / Math.PI)).Tanh() + 1),
            var other => throw new DecantException($"approximate must be none or tanh, received '{other}'."),
        };
    }
}
