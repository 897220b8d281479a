using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Resizes a value axis by axis: single neighbours are gathered, means are products with a matrix of weights.</summary>
internal static class Resizing
{
    // Neighbours on one side that a new element reads at most.
    private const int Reach = 2;

    private const string Remedy = "Export the model with this size fixed.";

    /// <summary>Does something in floats where numbers are mixed, and cuts what comes out.</summary>
    /// <param name="x">Numbers of any type.</param>
    /// <param name="mode">nearest, linear or cubic.</param>
    /// <param name="resize">What is done.</param>
    public static Value InFloats(Value x, string mode, Func<Value, Value> resize) =>
        mode == "nearest" || x.Type.IsFloat() ? resize(x) : resize(x.Cast(ElementType.Float32)).Cast(x.Type);

    /// <summary>An old size times a factor, without its fraction.</summary>
    /// <exception cref="DecantException">The factor is not above 0, or too large, or a fraction where the size is unknown.</exception>
    public static Dimension Scaled(Dimension size, double scale) =>
        size switch
        {
            _ when !(scale > 0 && scale * Math.Max(1, size.Factor) < int.MaxValue) => throw new DecantException(
                $"scales must be above 0, received {scale} for an axis of size {size}."
            ),
            { IsStatic: true } => (int)Math.Floor(scale * size.Size),
            _ when scale == Math.Floor(scale) => size * (int)scale,
            _ => throw new DecantException(
                $"the size {size} is known only when the model runs and can grow by whole factors alone, received "
                    + $"the scale {scale}. {Remedy}"
            ),
        };

    /// <summary>What an old size is multiplied with to become a new one.</summary>
    /// <exception cref="DecantException">It is no whole number where the sizes are unknown.</exception>
    public static double Factor(Dimension from, Dimension to) =>
        from == to ? 1
        : from is { IsStatic: true, Factor: > 0 } && to.IsStatic ? (double)to.Size / from.Size
        : to.DividedBy(from) is { IsStatic: true, Factor: > 0 } quotient ? quotient.Size
        : throw new DecantException(
            $"the new size {to} is no whole multiple of the old size {from}, which is known only when the model runs. {Remedy}"
        );

    /// <summary>The value resized along one axis.</summary>
    /// <param name="node">The node.</param>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="target">Its new size.</param>
    /// <param name="way">What happens along it, without sizes.</param>
    /// <param name="extrapolated">The number of elements outside a cropped region.</param>
    /// <exception cref="DecantException">The axis has an unknown size, and the way depends on where it ends.</exception>
    public static Value Along(NodeReader node, Value x, int axis, Dimension target, ResizeAxis way, double extrapolated)
    {
        var size = x.Shape[axis];
        return size == target && way.Scale == 1 && way.Coordinates != "tf_crop_and_resize" ? x
            : size.IsStatic ? Known(node, x, axis, way with { Size = size.Size, Target = target.Size }, extrapolated)
            : Unknown(node, x, axis, target, way);
    }

    // The axis grows by a whole factor: new element factor·i + r reads the same neighbours of i with the same weights wherever i is, and
    // the edge's element for those beyond it.
    private static Value Unknown(NodeReader node, Value x, int axis, Dimension target, ResizeAxis way)
    {
        if (way.Coordinates is "align_corners" or "tf_crop_and_resize" || way.ExcludeOutside)
        {
            throw new DecantException(
                $"the size {x.Shape[axis]} is known only when the model runs; "
                    + $"{(way.ExcludeOutside ? "exclude_outside" : way.Coordinates)} needs it now. {Remedy}"
            );
        }

        var (factor, size) = ((int)way.Scale, x.Shape[axis]);
        node.SpendNumbers(((2 * Reach) + 1.0) * factor);
        var middle = way with { Size = (2 * Reach) + 1, Target = ((2 * Reach) + 1) * factor };
        var weights = Enumerable.Range(0, factor).Select(r => middle.Weights((Reach * factor) + r)).ToArray();
        var (first, last) = (
            node.Number(Tensor.Scalar(0L)),
            x.ShapeOf().Slice(0, axis, axis + 1).Reshape(Shape.Scalar) - node.Number(Tensor.Scalar(1L))
        );
        var places = node.Number(Tensor.Scalar(1L)).BroadcastTo(new Shape(size)).CumSum(0, exclusive: true);
        Value Inside(Value place) => place.Max(first).Min(last);
        if (way.Mode == "nearest")
        {
            var offsets = node.Counting(ElementType.Int64, factor, r => Array.FindIndex(weights[r], weight => weight != 0) - Reach);
            return x.Gather(Inside(places.Unsqueeze(1) + offsets).Reshape(new Shape(target)), axis);
        }

        var resized = x.Shape.With(axis, target);
        return Enumerable
            .Range(0, (2 * Reach) + 1)
            .Where(tap => weights.Any(phase => phase[tap] != 0))
            .Select(tap =>
            {
                var neighbour = x.Gather(Inside(places + node.Number(Tensor.Scalar((long)tap - Reach))), axis).Unsqueeze(axis + 1);
                return neighbour
                    * node.Counting(x.Type, factor, r => weights[r][tap])
                        .Reshape(new Shape([factor, .. Enumerable.Repeat((Dimension)1, x.Shape.Rank - axis - 1)]));
            })
            .Aggregate((a, b) => a + b)
            .Reshape(resized);
    }

    private static Value Known(NodeReader node, Value x, int axis, ResizeAxis plan, double extrapolated)
    {
        node.SpendNumbers((double)plan.Target * plan.Size);
        var weights = Enumerable.Range(0, plan.Target).Select(plan.Weights).ToArray();
        var y =
            plan.Mode == "nearest"
                ? x.Gather(node.Counting(ElementType.Int64, plan.Target, i => Array.FindIndex(weights[i], weight => weight != 0)), axis)
                : Product(node, x, axis, plan, weights);
        var outside = Enumerable.Range(0, plan.Target).Select(plan.IsOutside).ToArray();
        if (!outside.Contains(true))
        {
            return y;
        }

        var mask = node.Counting(ElementType.Bool, plan.Target, i => outside[i] ? 1 : 0)
            .Reshape(new Shape(y.Shape.Select((size, i) => i == axis ? size : 1)));
        return mask.Where(y.Constant(extrapolated), y);
    }

    private static Value Product(NodeReader node, Value x, int axis, ResizeAxis plan, double[][] weights)
    {
        var matrix = node.Counting(x.Type, checked(plan.Size * plan.Target), i => weights[i % plan.Target][i / plan.Target])
            .Reshape(new Shape(plan.Size, plan.Target));
        var last = x.Shape.Rank - 1;
        if (axis == last)
        {
            return x.MatMul(matrix);
        }

        // The axis changes places with the last one, and back.
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
        var turned = x.Graph.Add(new Transpose(order), x).MatMul(matrix);
        return x.Graph.Add(new Transpose(order), turned);
    }
}
