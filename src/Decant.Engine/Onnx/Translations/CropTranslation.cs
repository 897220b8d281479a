using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Crop, an experimental operator of old files: images [N, C, H, W] without a border, or of a given size from its left and upper part on.
/// </summary>
internal sealed class CropTranslation() : FormulaTranslation("Crop", 1, 1)
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, border, scale) = (node[0], node.Ints("border"), node.Ints("scale"));
        if (x.Shape.Rank != 4 || border is not [>= 0, >= 0, >= 0, >= 0] || scale is not (null or [> 0, > 0]))
        {
            throw new DecantException(
                $"expected an image [N, C, H, W], a border [left, top, right, bottom] and perhaps a scale [height, width], received {x}, "
                    + $"[{string.Join(", ", border?.Take(8) ?? [])}] and [{string.Join(", ", scale?.Take(8) ?? [])}]."
            );
        }

        var (bottom, right) = scale is null
            ? (x.Shape[2].Size - border[3], x.Shape[3].Size - border[2])
            : (border[1] + scale[0], border[0] + scale[1]);
        return bottom <= x.Shape[2].Size && right <= x.Shape[3].Size && border[1] < bottom && border[0] < right
            ? x.Slice(2, border[1], bottom).Slice(3, border[0], right)
            : throw new DecantException($"the border leaves nothing of {x}, or more is asked for than it has.");
    }
}
