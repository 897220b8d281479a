using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Shrink: y = x + bias where x is below −lambd, x − bias where x is above lambd, else 0.</summary>
internal sealed class ShrinkTranslation() : FormulaTranslation("Shrink", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, lambda, bias) = (node[0], node.Float("lambd", 0.5), node.Float("bias", 0));
        var number = x.Type.IsFloat() ? x : x.Cast(ElementType.Float32);
        var (below, above) = (number.IsLessThan(number.Constant(-lambda)), number.IsGreaterThan(number.Constant(lambda)));
        return below.Where(number + bias, above.Where(number - bias, number.Constant(0))).Cast(x.Type);
    }
}
