using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>LpPool: (Σ |x|ᵖ)^(1/p) over every window; the sum is the mean times the window, with 0 in the padding.</summary>
internal sealed class LpPoolTranslation() : FormulaTranslation("LpPool", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var p = node.Int("p", 2);
        var x = WindowFormat.Image(node, 0);
        var window = WindowFormat.Read(node, x.Shape, null);
        var sum = x.Abs().Pow(p).AveragePool(window, countIncludePad: true) * (window.KernelHeight * window.KernelWidth);
        var y = sum.Pow(1.0 / p);
        return node[0].Shape.Rank == 3 ? y.Graph.Add(new Squeeze([2]), y) : y;
    }
}
