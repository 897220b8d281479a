using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Gelu: y = x/2 · (1 + erf(x/√2)), or the same with tanh.</summary>
internal sealed class GeluTranslation() : FormulaTranslation("Gelu", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        return node.Text("approximate", "none") switch
        {
            "none" => Exact(node[0]),
            "tanh" => ByTanh(node[0]),
            var other => throw new DecantException($"approximate must be none or tanh, received '{other}'."),
        };
    }

    /// <summary>y = x/2 · (1 + erf(x/√2)).</summary>
    public static Value Exact(Value x) => x * 0.5 * ((x / Math.Sqrt(2)).Erf() + 1);

    /// <summary>y = x/2 · (1 + tanh(√(2/π) · (x + 0.044715·x³))).</summary>
    public static Value ByTanh(Value x) => x * 0.5 * (((x + (x * x * x * 0.044715)) * Math.Sqrt(2 / Math.PI)).Tanh() + 1);
}
