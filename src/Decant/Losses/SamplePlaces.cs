using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>
/// The places that samples have along axes of varying length: what lies after a sample's end is no part of it, and no mean over places
/// counts it. The one way in which losses of hidden values leave padding out.
/// </summary>
internal static class SamplePlaces
{
    /// <summary>
    /// 1 where a sample has a place and 0 after its end, for the axes of a value that vary in length: [N, T, 1] of hidden states [N, T, D],
    /// [N, 1, T, T] of attention scores [N, heads, T, T]. Null where every place counts.
    /// </summary>
    /// <param name="signals">Knows the masks.</param>
    /// <param name="shape">The value's shape, with the batch first.</param>
    public static Value? MaskOf(this LossSignals signals, Shape shape) =>
        Enumerable
            .Range(1, Math.Max(0, shape.Rank - 1))
            .Select(axis => signals.MaskOf(shape, axis))
            .OfType<Value>()
            .Aggregate((Value?)null, (product, mask) => product is null ? mask : product * mask);

    /// <summary>The same for one axis: [N, 1, .., T, .., 1]; null where every place counts.</summary>
    /// <param name="signals">Knows the masks.</param>
    /// <param name="shape">The value's shape, with the batch first.</param>
    /// <param name="axis">The axis, 1 or more.</param>
    public static Value? MaskOf(this LossSignals signals, Shape shape, int axis)
    {
        if (shape[axis].IsStatic || !signals.AxisMasks.TryGetValue(shape[axis].ToString(), out var field))
        {
            return null;
        }

        var sizes = Enumerable.Repeat((Dimension)1, shape.Rank).ToArray();
        (sizes[0], sizes[axis]) = (shape[0], shape[axis]);
        return signals.Field(field).Reshape(new Shape(sizes));
    }

    /// <summary>The value with 0 after each sample's end, whatever was there, infinity included.</summary>
    public static Value WithoutPadding(this LossSignals signals, Value x) =>
        signals.MaskOf(x.Shape) is { } mask ? mask.IsGreaterThan(mask.Constant(0)).Where(x, x.Constant(0)) : x;

    /// <summary>One vector per sample: [N, D] as it is, [N, C, H, W] averaged over H and W, [N, T, D] over the sample's places.</summary>
    public static Value PooledVector(this LossSignals signals, Value x)
    {
        if (x.Shape.Rank != 3)
        {
            return x.Shape.Rank == 4 ? x.GlobalAveragePool().Flatten() : x;
        }

        if (signals.MaskOf(x.Shape) is not { } mask)
        {
            return x.ReduceMean([1]);
        }

        var count = mask.ReduceSum([1]);
        return (x * mask).ReduceSum([1]) / count.Max(count.Constant(1));
    }
}
