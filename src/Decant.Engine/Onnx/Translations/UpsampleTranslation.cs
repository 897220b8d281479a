using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Upsample, the forerunner of Resize until opset 9; the factors are an attribute until opset 8 (two until 6, for height and width), an
/// input in 9.
/// </summary>
internal sealed class UpsampleTranslation() : FormulaTranslation("Upsample", 1, 2, constants: [1])
{
    private const int SinceScales = 7;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var (rank, mode) = (node[0].Shape.Rank, node.Text("mode", "nearest"));
        mode = mode == "bilinear" ? "linear" : mode;
        double[] scales =
            node.Opset < SinceScales ? [1, 1, node.Float("height_scale", 0), node.Float("width_scale", 0)]
            : node.Has(1) ? ConstantNumbers.Of(node.ConstantTensor(1))
            : node.Floats("scales") ?? [];
        if (scales.Length != rank || scales.Any(scale => !(scale > 0 && scale < int.MaxValue)))
        {
            throw new DecantException(
                $"expected a factor above 0 for each axis of {node[0]}, received [{string.Join(", ", scales.Take(16))}]."
            );
        }

        return Resizing.InFloats(node[0], mode, x =>
        {
            for (var axis = 0; axis < scales.Length; axis++)
            {
                var way = new ResizeAxis
                {
                    Scale = scales[axis],
                    Mode = mode,
                    Coordinates = "asymmetric",
                    Nearest = ResizeAxis.NearestOfOldOpsets(scales[axis]),
                };
                x = Resizing.Along(node, x, axis, Resizing.Scaled(x.Shape[axis], scales[axis]), way, 0);
            }

            return x;
        });
    }
}
