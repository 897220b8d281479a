using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// An image read at places between its elements: the elements around each place, weighted by how near they are along every axis.
/// </summary>
internal static class Sampling
{
    /// <summary>Keys' cubic convolution (1981, doi:10.1109/TASSP.1981.1163711) as images are usually resized with.</summary>
    private const double A = -0.75;

    /// <summary>The neighbours before and after.</summary>
    public static (int Offset, Func<Value, Value> Weight)[] Linear { get; } = [(0, t => 1 - t), (1, t => t)];

    /// <summary>The nearest element, the even one of two; its weight is 1 as the place is rounded first.</summary>
    public static (int Offset, Func<Value, Value> Weight)[] Nearest { get; } = [(0, t => t.Constant(1))];

    /// <summary>Two neighbours on each side.</summary>
    public static (int Offset, Func<Value, Value> Weight)[] Cubic { get; } =
    [(-1, t => Far(t + 1)), (0, Near), (1, t => Near(1 - t)), (2, t => Far(2 - t))];

    /// <summary>Reads x.</summary>
    /// <param name="x">[N, C, axes ..] with known axes.</param>
    /// <param name="coordinates">For each axis [N, places], in elements from 0 on.</param>
    /// <param name="taps">The neighbours that count along an axis, with their weights for a place t after the element at offset 0.</param>
    /// <param name="padding">What surrounds x: zeros, border or reflection.</param>
    /// <param name="corners">Whether a mirror lies on the middle of the edge elements, not on their outer side.</param>
    /// <returns>[N, C, places].</returns>
    public static Value Of(
        Value x,
        IReadOnlyList<Value> coordinates,
        (int Offset, Func<Value, Value> Weight)[] taps,
        string padding,
        bool corners
    )
    {
        var sizes = x.Shape.Skip(2).Select(size => size.Size).ToArray();
        var flat = x.Reshape(new Shape(x.Shape[0], x.Shape[1], sizes.Aggregate(1, (product, size) => product * size)));
        var axes = coordinates.Select((place, axis) => Along(place, sizes[axis], taps, padding, corners)).ToArray();

        // Every combination of one tap for each axis.
        Value? sum = null;
        for (var tap = 0; tap < (int)Math.Pow(taps.Length, axes.Length); tap++)
        {
            var (rest, stride) = (tap, 1);
            Value? index = null,
                weight = null;
            for (var axis = axes.Length - 1; axis >= 0; axis--)
            {
                (rest, var which) = Math.DivRem(rest, taps.Length);
                var (position, factor) = axes[axis][which];
                index = index is null ? position : index + (position * position.Constant(stride));
                weight = weight is null ? factor : weight * factor;
                stride *= sizes[axis];
            }

            var places = coordinates[0].Shape;
            var all = index!.Unsqueeze(1).BroadcastTo(new Shape(places[0], x.Shape[1], places[1]));
            var part = flat.GatherElements(all, 2) * (weight!.Shape.Rank == 0 ? weight : weight.Unsqueeze(1));
            sum = sum is null ? part : sum + part;
        }

        return sum!;
    }

    // Position and weight of every tap along one axis.
    private static (Value Position, Value Weight)[] Along(
        Value place,
        int size,
        (int Offset, Func<Value, Value> Weight)[] taps,
        string padding,
        bool corners
    )
    {
        var (low, high) = corners ? (0, size - 1.0) : (-0.5, size - 0.5);
        Value Inside(Value at) => padding == "reflection" ? Reflected(at, low, high) : at;

        // With two neighbours on each side the border applies to every neighbour, not at the place itself: so PyTorch and ONNX Runtime.
        place = padding == "border" && taps.Length <= 2 ? place.Clip(0, size - 1) : Inside(taps.Length == 1 ? place.Round() : place);
        var first = taps.Length == 1 ? place.Round() : place.Floor();
        var t = place - first;
        return
        [
            .. taps.Select(tap =>
            {
                var at = Inside(first + tap.Offset);
                var position = at.Clip(0, size - 1).Cast(ElementType.Int64);
                var weight = tap.Weight(t);
                return (position, padding == "zeros" ? weight * at.IsEqualTo(at.Clip(0, size - 1)).Cast(weight.Type) : weight);
            }),
        ];
    }

    // A mirror on both sides: low + range − |(x − low) mod 2·range − range|.
    private static Value Reflected(Value x, double low, double high)
    {
        var range = high - low;
        if (range == 0)
        {
            return x * 0;
        }

        var phase = x - low;
        phase -= (phase / (2 * range)).Floor() * (2 * range);
        return (low + range) - (phase - range).Abs();
    }

    private static Value Near(Value t) => (((((A + 2) * t) - (A + 3)) * t) * t) + 1;

    private static Value Far(Value t) => (((((A * t) - (5 * A)) * t) + (8 * A)) * t) - (4 * A);
}
