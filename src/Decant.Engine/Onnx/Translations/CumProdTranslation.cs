using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// CumProd along a constant axis: y[i] = x[0] · … · x[i]. After each step the products are twice as long: y[i] · y[i − 1], then y[i − 2],
/// y[i − 4], …
/// </summary>
internal sealed class CumProdTranslation() : FormulaTranslation("CumProd", 2, 2, constants: [1])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (y, backward) = (node[0], node.Flag("reverse"));
        var axis = y.Shape.Axis(
            node.ConstantInts(1) is [var only] ? only : throw new DecantException("its axis must be one whole number.")
        );
        y = node.Flag("exclusive") ? Shifted(y, axis, 1, backward) : y;
        for (var length = 1; length < y.Shape[axis].Size; length *= 2)
        {
            y *= Shifted(y, axis, length, backward);
        }

        return y;
    }

    // The element that is so many places before each one, or after; 1 where there is none.
    private static Value Shifted(Value x, int axis, int places, bool backward)
    {
        var (none, ones) = (new long[x.Shape.Rank], new long[x.Shape.Rank]);
        ones[axis] = places;
        var size = x.Shape[axis].Size;
        return backward ? x.Pad(none, ones, 1).Slice(axis, places, size + places) : x.Pad(ones, none, 1).Slice(axis, 0, size);
    }
}
