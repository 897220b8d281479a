using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Resize to sizes or by factors that are known when the graph is made.</summary>
internal sealed class ResizeTranslation() : FormulaTranslation("Resize", 1, 4, constants: [1, 2, 3])
{
    private const int SinceRegion = 11;

    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var x = node[0];
        var axes = node.Ints("axes")?.Select(x.Shape.Axis).ToArray() ?? [.. Enumerable.Range(0, x.Shape.Rank)];
        var (scales, sizes) = Targets(node, x, axes);
        var coordinates = node.Text("coordinate_transformation_mode", node.Opset < SinceRegion ? "asymmetric" : "half_pixel");
        var region = coordinates == "tf_crop_and_resize" ? ConstantNumbers.Of(node.ConstantTensor(1)) : [];
        var (mode, nearest) = (node.Text("mode", "nearest"), node.Text("nearest_mode", node.Opset < SinceRegion ? "floor" : "round_prefer_floor"));
        var (cubic, exclude, antialias) = (node.Float("cubic_coeff_a", -0.75), node.Flag("exclude_outside"), node.Flag("antialias"));
        var extrapolated = node.Float("extrapolation_value", 0);
        for (var i = 0; i < axes.Length; i++)
        {
            if (sizes[i] == 0 || (scales[i] == 1 && region.Length == 0))
            {
                continue;
            }

            x = Resizing.Along(node, x, axes[i], new ResizeAxis
            {
                Size = x.Shape[axes[i]].Size,
                Target = sizes[i],
                Scale = scales[i],
                Mode = mode,
                Coordinates = coordinates,
                Nearest = nearest,
                CubicA = cubic,
                ExcludeOutside = exclude,
                Antialias = antialias,
                Region = region.Length == 0 ? (0, 1) : (region[i], region[axes.Length + i]),
            }, extrapolated);
        }

        return x;
    }

    // Factors and new sizes of the axes; an axis of unknown size, such as the batch, keeps it.
    private static (double[] Scales, int[] Sizes) Targets(NodeReader node, Value x, int[] axes)
    {
        var policy = node.Text("keep_aspect_ratio_policy", "stretch");
        var old = axes.Select(axis => x.Shape[axis].IsStatic ? x.Shape[axis].Size : 0).ToArray();
        var place = node.Opset < SinceRegion ? 1 : 2;
        if (node.Has(place) && ConstantNumbers.Of(node.ConstantTensor(place)) is { Length: > 0 } scales)
        {
            Check(scales.Length);
            if (scales.Where((scale, i) => !(scale > 0 && scale * Math.Max(1, old[i]) < int.MaxValue) || (old[i] == 0 && scale != 1)).Any())
            {
                throw new DecantException($"scales must be above 0, and 1 where the size of {x} is unknown, received [{string.Join(", ", scales.Take(16))}].");
            }

            return (scales, [.. scales.Zip(old, (scale, size) => (int)Math.Floor(scale * size))]);
        }

        var wanted = node.Sizes(3);
        Check(wanted.Count);
        double[] factors = [.. wanted.Zip(old, (size, from) => size.IsStatic && from > 0 ? (double)size.Size / from : 1)];
        if (policy == "stretch")
        {
            return (factors, [.. wanted.Zip(old, (size, from) => from > 0 ? size.Size : 0)]);
        }

        var scale = policy == "not_larger" ? factors.Min() : factors.Max();
        return ([.. factors.Select(_ => scale)], [.. old.Select(size => (int)Math.Floor((scale * size) + 0.5))]);

        void Check(int count)
        {
            if (count != axes.Length)
            {
                throw new DecantException($"expected a scale or size for each of the axes [{string.Join(", ", axes)}], received {count}.");
            }
        }
    }
}
