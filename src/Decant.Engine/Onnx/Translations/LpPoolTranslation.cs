using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>LpPool: (Σ |x|ᵖ)^(1/p) over every window; the sum is the mean times the window, with 0 in the padding.</summary>
internal sealed class LpPoolTranslation() : FormulaTranslation("LpPool", 1, 1)
{
    private const int SinceWhole = 2;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var p = node.Opset < SinceWhole ? node.Float("p", 2) : node.Int("p", 2);
        var powers = node[0].Abs().Pow(p);
        if (Volume.Is(node))
        {
            return Root.Of(Volume.Pool(powers, WindowAxes.Read(node, node[0].Shape, null), Sum), p);
        }

        var window = WindowFormat.Read(node, null);
        if (node[0].Shape.Rank == 4)
        {
            return Root.Of(Sum(powers, window), p);
        }

        var row = Root.Of(Sum(powers.Unsqueeze(2), window), p);
        return row.Graph.Add(new Squeeze([2]), row);
    }

    private static Value Sum(Value x, Window window) =>
        x.AveragePool(window, countIncludePad: true) * (window.KernelHeight * window.KernelWidth);
}
