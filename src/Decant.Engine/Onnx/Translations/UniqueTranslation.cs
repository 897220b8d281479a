using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Unique of numbers that are known when the graph is made: the different elements, or slices along an axis, with their first places and
/// counts.
/// </summary>
internal sealed class UniqueTranslation() : ReadOnlyTranslation("Unique", 1, 1, constants: [0])
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (x, hasAxis) = (node.ConstantTensor(0), node.HasAttribute("axis"));
        int[] sizes = hasAxis ? x.Dimensions.ToArray() : [(int)x.Count];
        var axis = new Shape(sizes.Select(size => (Dimension)size)).Axis(node.Int("axis", 0));
        var inner = sizes.Skip(axis + 1).Aggregate(1, (product, size) => product * size);
        var outer = sizes.Take(axis).Aggregate(1, (product, size) => product * size);
        var numbers = ConstantNumbers.Of(x);
        var slices = Enumerable
            .Range(0, sizes[axis])
            .Select(place =>
                Enumerable
                    .Range(0, outer * inner)
                    .Select(i => numbers[((((i / inner) * sizes[axis]) + place) * inner) + (i % inner)])
                    .ToArray()
            )
            .ToArray();

        // Groups are in the order in which they were first seen.
        var comparer = Comparer<double[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));
        var groups = slices
            .Select((slice, place) => (slice, place))
            .GroupBy(
                pair => pair.slice,
                EqualityComparer<double[]>.Create((a, b) => a.AsSpan().SequenceEqual(b), slice => slice.Aggregate(0, HashCode.Combine))
            )
            .ToArray();
        groups = node.Flag("sorted", fallback: true) ? [.. groups.OrderBy(group => group.Key, comparer)] : groups;

        var found = new double[outer * inner * groups.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var (rest, column) = Math.DivRem(i, inner);
            found[i] = groups[rest % groups.Length].Key[((rest / groups.Length) * inner) + column];
        }

        var inverse = new long[sizes[axis]];
        foreach (var (group, number) in groups.Select((group, number) => (group, number)))
        {
            foreach (var (_, place) in group)
            {
                inverse[place] = number;
            }
        }

        sizes[axis] = groups.Length;
        node.Give(node.Number(ConstantNumbers.As(x.Type, found, sizes)));
        Give(1, [.. groups.Select(group => (long)group.First().place)]);
        Give(2, inverse);
        Give(3, [.. groups.Select(group => (long)group.Count())]);

        void Give(int output, long[] values) => node.Give(node.Number(Tensor.From<long>(values, values.Length)), output);
    }
}
