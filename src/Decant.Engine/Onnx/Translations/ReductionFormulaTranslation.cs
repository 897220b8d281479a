using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>A reduction of ONNX that is a formula around sums: the axes are an attribute until opset 17, an input from 18 on.</summary>
/// <param name="name">ONNX's name.</param>
/// <param name="formula">The result from x and its sum along the axes, which keeps them with size 1.</param>
internal sealed class ReductionFormulaTranslation(string name, Func<Value, ReductionFormulaTranslation.Axes, Value> formula)
    : FormulaTranslation(name, 1, 2, constants: [1])
{
    private const int SinceInput = 18;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var axes = node.Opset >= SinceInput ? node.ConstantInts(1) : node.Ints("axes");
        var (keep, nothing) = (node.Flag("keepdims", true), node.Flag("noop_with_empty_axes"));
        if (axes is null or { Count: 0 } && nothing)
        {
            return formula(node[0], new Axes([], IsNothing: true));
        }

        var meant = axes is { Count: > 0 }
            ? [.. axes.Select(axis => (long)node[0].Shape.Axis(axis))]
            : Enumerable.Range(0, node[0].Shape.Rank).Select(axis => (long)axis).ToArray();
        var y = formula(node[0], new Axes(meant, IsNothing: false));
        return keep || meant.Length == 0 ? y : y.Reshape(new Shape(y.Shape.Where((_, axis) => !meant.Contains(axis))));
    }

    /// <summary>The axes that a reduction joins.</summary>
    /// <param name="All">Counted from the front.</param>
    /// <param name="IsNothing">Whether the model asks for no reduction at all.</param>
    internal sealed record Axes(long[] All, bool IsNothing)
    {
        /// <summary>The sum along the axes, which stay with size 1.</summary>
        public Value Sum(Value x) => IsNothing || All.Length == 0 ? x : x.ReduceSum(All, keepDimensions: true);

        /// <summary>The largest element along the axes, which stay with size 1.</summary>
        public Value Max(Value x) => IsNothing || All.Length == 0 ? x : x.ReduceMax(All, keepDimensions: true);

        /// <summary>ln Σ eˣ = max + ln Σ e^(x − max), which cannot overflow; an infinite maximum is not subtracted.</summary>
        public Value LogSumExp(Value x)
        {
            var largest = Max(x);
            var isFinite = largest.Abs().IsLessThan(largest.Constant(double.PositiveInfinity));
            var shift = isFinite.Where(largest, largest.Constant(0));
            return shift + Sum((x - shift).Exp()).Log();
        }
    }
}
