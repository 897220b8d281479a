namespace Decant.Tests.Losses.Hints;

/// <summary>
/// Changes of arrays, by plain loops. A vector is made of the last axes, as many as said; numbers to change by are taken from the first on,
/// round and round.
/// </summary>
internal static class ArrayChanges
{
    /// <summary>All elements times a factor.</summary>
    public static LossArray Times(this LossArray array, double factor) =>
        array with
        {
            Numbers = [.. array.Numbers.Select(number => number * factor)],
        };

    /// <summary>Each vector times a positive factor of its own.</summary>
    public static LossArray EachTimes(this LossArray array, int axes, double[] factors) =>
        array.Vectors(axes, (vector, i) => vector.Select(number => number * Math.Abs(factors[i % factors.Length])));

    /// <summary>One vector added to all.</summary>
    public static LossArray Plus(this LossArray array, int axes, double[] shift) =>
        array.Vectors(axes, (vector, _) => vector.Select((number, d) => number + shift[d % shift.Length]));

    /// <summary>A number of its own added to all elements of each vector.</summary>
    public static LossArray EachPlus(this LossArray array, int axes, double[] constants) =>
        array.Vectors(axes, (vector, i) => vector.Select(number => number + constants[i % constants.Length]));

    /// <summary>
    /// All vectors mirrored at two planes one after the other, which is a rotation: x − 2·v·(v·x)/(v·v) (Householder 1958).
    /// </summary>
    public static LossArray Rotated(this LossArray array, int axes, double[] normals) =>
        array.Mirrored(axes, normals).Mirrored(axes, [.. normals.Reverse()]);

    /// <summary>Indices along an axis in another order, the order of some numbers.</summary>
    public static LossArray Reordered(this LossArray array, int axis, double[] order)
    {
        var (size, inner) = (array.Dimensions[axis], array.Dimensions.Skip(axis + 1).Aggregate(1, (product, next) => product * next));
        int[] places = [.. Enumerable.Range(0, size).OrderBy(place => order[place % order.Length])];
        var numbers = array.Numbers.Select(
            (_, i) => array.Numbers[(i / (size * inner) * size * inner) + (places[i / inner % size] * inner) + (i % inner)]
        );
        return array with { Numbers = [.. numbers] };
    }

    /// <summary>The channels (axis 1) of images in another order and with other signs.</summary>
    public static LossArray Rechannelled(this LossArray images, double[] order) =>
        images.Reordered(1, order).Vectors(2, (map, i) => map.Select(number => number * Math.Sign(order[i % images.Dimensions[1]])));

    /// <summary>A number of its own added to each channel (axis 1), the same in all images.</summary>
    public static LossArray ChannelsPlus(this LossArray images, double[] constants) =>
        images.Vectors(2, (map, i) => map.Select(number => number + constants[i % images.Dimensions[1]]));

    private static LossArray Mirrored(this LossArray array, int axes, double[] normal) => array.Vectors(axes, (vector, _) =>
        {
            var v = vector.Select((_, d) => normal[d % normal.Length]).ToArray();
            var along = v.Zip(vector, (a, b) => a * b).Sum() / v.Sum(a => a * a);
            return vector.Select((number, d) => number - (2 * along * v[d]));
        });

    private static LossArray Vectors(this LossArray array, int axes, Func<double[], int, IEnumerable<double>> change)
    {
        var size = array.Dimensions[^axes..].Aggregate(1, (product, next) => product * next);
        return array with { Numbers = [.. array.Numbers.Chunk(size).SelectMany(change)] };
    }
}
