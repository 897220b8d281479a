using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>DFT along an axis, which is an attribute until opset 19 and an input from 20 on.</summary>
internal sealed class DFTTranslation() : FormulaTranslation("DFT", 1, 3, constants: [1, 2])
{
    private const int SinceAxisInput = 20;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, inverse, half) = (node[0], node.Flag("inverse"), node.Flag("onesided"));
        if (inverse && half)
        {
            throw new DecantException("the inverse transform of one half is not known here. Transform both halves.");
        }

        var axis = x.Shape.Axis(node.Opset < SinceAxisInput ? node.Int("axis", 1) : (long)(node.ConstantNumber(2) ?? -2));
        var length = (int)(node.ConstantNumber(1) ?? x.Shape[axis].Size);
        var last = x.Shape.Rank - 2;
        if (axis == last)
        {
            return FourierTransform.Of(node, x, length, half, inverse);
        }

        // The axis and the last one before the parts change places and back.
        var order = Enumerable
            .Range(0, x.Shape.Rank)
            .Select(i =>
                (long)(
                    i == axis ? last
                    : i == last ? axis
                    : i
                )
            )
            .ToArray();
        return FourierTransform.Of(node, x.Transpose(order), length, half, inverse).Transpose(order);
    }
}
