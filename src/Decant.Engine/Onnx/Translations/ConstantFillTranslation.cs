using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>ConstantFill, an experimental operator of old files: one number in a shape that an attribute or an input says.</summary>
internal sealed class ConstantFillTranslation() : FormulaTranslation("ConstantFill", 0, 1, constants: [0])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (number, type) = (node.Float("value", 0), OnnxElementType.Read((int)Math.Clamp(node.Int("dtype", 1), 0, int.MaxValue)));
        var (asShape, extra) = (node.Flag("input_as_shape"), Sizes(node.Ints("extra_shape")));
        var shape =
            !node.Has(0) ? Sizes(node.Ints("shape"))
            : asShape ? node.Sizes(0)
            : node[0].Shape;
        return node.Number(ConstantNumbers.As(type, [number])).BroadcastTo(new Shape([.. shape, .. extra]));
    }

    private static IEnumerable<Dimension> Sizes(IReadOnlyList<long>? sizes) =>
        (sizes ?? []).Select(size =>
            size is >= 0 and <= int.MaxValue
                ? (Dimension)(int)size
                : throw new DecantException($"sizes must be 0 to {int.MaxValue}, received {size}.")
        );
}
