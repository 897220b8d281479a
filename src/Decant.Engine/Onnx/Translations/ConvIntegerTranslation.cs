using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ConvInteger: the convolution of x − its zero point with w − its zero point, in floats while they hold every possible sum exactly, else in doubles.</summary>
internal sealed class ConvIntegerTranslation() : FormulaTranslation("ConvInteger", 2, 4)
{
    private const double LargestProduct = byte.MaxValue * byte.MaxValue;
    private const double LargestExact = 1 << 24;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var products = node[1].Shape.Skip(1).Aggregate(1.0, (product, size) => product * size.Size);
        var type = products * LargestProduct <= LargestExact ? ElementType.Float32 : ElementType.Float64;
        var (x, w) = (node[0].Cast(type), node[1].Cast(type));
        x = node.Has(2) ? x - node[2].Cast(type) : x;
        w = node.Has(3) ? w - QuantizedScale.Spread(node[3], w, 0, 0).Cast(type) : w;
        return QuantizedScale.Conv(node, x, w).Cast(ElementType.Int32);
    }
}
