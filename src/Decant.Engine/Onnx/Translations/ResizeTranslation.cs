using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Resize to sizes or by factors that are known when the graph is made; axes of unknown size grow by whole factors.</summary>
internal sealed class ResizeTranslation() : FormulaTranslation("Resize", 1, 4, constants: [1, 2, 3])
{
    private const int SinceRegion = 11;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var shape = node[0].Shape;
        var axes = node.Ints("axes")?.Select(shape.Axis).ToArray() ?? [.. Enumerable.Range(0, shape.Rank)];
        var targets = Targets(node, [.. axes.Select(axis => shape[axis])], axes);
        var coordinates = node.Text("coordinate_transformation_mode", node.Opset < SinceRegion ? "asymmetric" : "half_pixel");
        var region = coordinates == "tf_crop_and_resize" ? ConstantNumbers.Of(node.ConstantTensor(1)) : [];
        if (region.Length != 0 && region.Length != 2 * axes.Length)
        {
            throw new DecantException(
                $"expected the starts and ends of {axes.Length} axes as the region, received {region.Length} numbers."
            );
        }

        var mode = node.Text("mode", "nearest");
        var nearest = node.Text("nearest_mode", "round_prefer_floor");
        var way = new ResizeAxis
        {
            Mode = mode,
            Coordinates = coordinates,
            CubicA = node.Float("cubic_coeff_a", -0.75),
            ExcludeOutside = node.Flag("exclude_outside"),
            Antialias = node.Flag("antialias"),
        };
        var extrapolated = node.Float("extrapolation_value", 0);
        return Resizing.InFloats(node[0], mode, x =>
        {
            for (var i = 0; i < axes.Length; i++)
            {
                x = Resizing.Along(
                    node,
                    x,
                    axes[i],
                    targets[i].Size,
                    way with
                    {
                        Scale = targets[i].Scale,
                        Nearest = node.Opset >= SinceRegion ? nearest : ResizeAxis.NearestOfOldOpsets(targets[i].Scale),
                        Region = region.Length == 0 ? (0, 1) : (region[i], region[axes.Length + i]),
                    },
                    extrapolated
                );
            }

            return x;
        });
    }

    // Factors and new sizes of the axes.
    private static (double Scale, Dimension Size)[] Targets(NodeReader node, Dimension[] old, int[] axes)
    {
        var policy = node.Text("keep_aspect_ratio_policy", "stretch");
        var place = node.Opset < SinceRegion ? 1 : 2;
        if (node.Has(place) && ConstantNumbers.Of(node.ConstantTensor(place)) is { Length: > 0 } scales)
        {
            Check(scales.Length);
            return [.. scales.Zip(old, (scale, size) => (scale, Resizing.Scaled(size, scale)))];
        }

        var wanted = node.Sizes(3);
        Check(wanted.Count);
        if (policy == "stretch")
        {
            return [.. wanted.Zip(old, (size, from) => (Resizing.Factor(from, size), size))];
        }

        var factors = wanted.Zip(old, (size, from) => (double)size.Size / from.Size).ToArray();
        var scale = policy == "not_larger" ? factors.Min() : factors.Max();
        return [.. old.Select(size => (scale, (Dimension)(int)Math.Floor((scale * size.Size) + 0.5)))];

        void Check(int count)
        {
            if (count != axes.Length)
            {
                throw new DecantException($"expected a scale or size for each of the axes [{string.Join(", ", axes)}], received {count}.");
            }
        }
    }
}
