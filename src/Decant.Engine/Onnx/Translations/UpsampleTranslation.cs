using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Upsample, the forerunner of Resize until opset 9; the factors are an attribute until opset 8 (two until 6, for height and width), an input in 9.
/// </summary>
internal sealed class UpsampleTranslation() : FormulaTranslation("Upsample", 1, 2, constants: [1])
{
    private const int SinceScales = 7;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (x, mode) = (node[0], node.Text("mode", "nearest"));
        mode = mode == "bilinear" ? "linear" : mode;
        double[] scales = node.Opset < SinceScales ? [1, 1, node.Float("height_scale", 0), node.Float("width_scale", 0)]
            : node.Has(1) ? ConstantNumbers.Of(node.ConstantTensor(1)) : node.Floats("scales") ?? [];
        if (scales.Length != x.Shape.Rank || scales.Any(scale => !(scale > 0 && scale < int.MaxValue)))
        {
            throw new DecantException($"expected a factor above 0 for each axis of {x}, received [{string.Join(", ", scales.Take(16))}].");
        }

        for (var axis = 0; axis < scales.Length; axis++)
        {
            if (scales[axis] != 1)
            {
                var size = x.Shape[axis].Size;
                x = Resizing.Along(node, x, axis, new ResizeAxis
                {
                    Size = size, Target = (int)Math.Floor(size * scales[axis]), Scale = scales[axis], Mode = mode, Coordinates = "asymmetric", Nearest = "floor",
                }, 0);
            }
        }

        return x;
    }
}
