using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>IsInf: whether x is infinite, on the sides that are asked for.</summary>
internal sealed class IsInfTranslation() : FormulaTranslation("IsInf", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, negative, positive) = (node[0], node.Flag("detect_negative", true), node.Flag("detect_positive", true));
        return (negative, positive) switch
        {
            (true, true) => x.Abs().IsEqualTo(x.Constant(double.PositiveInfinity)),
            (false, true) => x.IsEqualTo(x.Constant(double.PositiveInfinity)),
            (true, false) => x.IsEqualTo(x.Constant(double.NegativeInfinity)),
            _ => x.IsLessThan(x.Constant(double.NegativeInfinity)),
        };
    }
}
