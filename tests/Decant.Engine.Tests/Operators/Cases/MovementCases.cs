using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Operators that only put elements elsewhere.</summary>
internal static class MovementCases
{
    public static IEnumerable<OperatorCase> All()
    {
        yield return new("Reshape", b => b.Numbers("N", 6).Reshape(new Shape("N", 2, 3)));
        yield return new("Reshape of a channels-last image", b => b.ChannelsLast("N", 3, 4, 5).Reshape(new Shape("N", 60)));
        yield return new("Reshape across the batch", b => b.Numbers("N", 2, 3).Reshape(new Shape((Dimension)"N" * 2, 3)));
        foreach (var axis in new long[] { 0, 1, 2, 3, -1 })
        {
            yield return new($"Flatten at axis {axis}", b => b.Numbers("N", 2, 3).Flatten(axis));
        }

        yield return new("Squeeze all", b => b.Graph.Add(new Squeeze(), b.Numbers(1, 3, 1, 2)));
        yield return new("Squeeze one", b => b.Graph.Add(new Squeeze([-2]), b.Numbers("N", 3, 1, 2)));
        yield return new("Unsqueeze", b => b.Numbers("N", 3).Unsqueeze(0, -1));
        yield return new("A view of a view", b => b.Numbers("N", 6).Relu().Reshape(new Shape("N", 2, 3)).Unsqueeze(1).Flatten().Exp());
        yield return new("Transpose of a matrix", b => b.Numbers("N", 19).Transpose(1, 0));
        yield return new("Transpose of a large matrix", b => b.Numbers("N", 37).Transpose(1, 0)) { Sizes = [67, 65] };
        yield return new("Transpose without attribute", b => b.Graph.Add(new Transpose(), b.Numbers(2, 3, 4)));
        yield return new("Transpose to channels last", b => b.Numbers("N", 3, 4, 5).Transpose(0, 2, 3, 1));
        yield return new("Transpose of a channels-last image", b => b.ChannelsLast("N", 3, 4, 5).Transpose(0, 2, 3, 1));
        yield return new("Transpose of five axes", b => b.Numbers(2, 3, 2, 3, 2).Transpose(4, 1, 3, 0, 2));
        yield return new("Transpose that changes nothing", b => b.Numbers(3, 4).Transpose(0, 1));

        yield return new("Concat of one", b => Join(0, b.Numbers("N", 3)));
        yield return new("Concat in front", b => Join(0, b.Numbers(2, 3), b.Numbers(1, 3), b.Numbers(4, 3)));
        yield return new("Concat of columns", b => Join(-1, b.Numbers("N", 1), b.Numbers("N", 7), b.Numbers("N", 2)));
        yield return new("Concat with an empty part", b => Join(1, b.Numbers(2, 0, 3), b.Numbers(2, 2, 3)));
        yield return new("Concat of a value with itself", b => Twice(b.Numbers("N", 3)));
        yield return new("Concat of whole numbers", b => Join(1, b.Few(ElementType.Int64, "N", 2), b.Few(ElementType.Int64, "N", 3)));
        yield return new("Concat of channels-last images", b => Join(1, b.ChannelsLast("N", 2, 3, 3), b.ChannelsLast("N", 3, 3, 3)));

        (string Name, Slice Slice)[] slices =
        [
            ("from the middle", new([1], [3])),
            ("from the end", new([-3], [-1])),
            ("beyond the end", new([2], [long.MaxValue])),
            ("of every second", new([0], [6], null, [2])),
            ("backwards", new([-1], [long.MinValue], null, [-1])),
            ("backwards in twos", new([5], [0], [0], [-2])),
            ("of nothing", new([3], [3])),
            ("of two axes", new([1, 0], [5, 9], [-1, 0], [3, 2])),
        ];
        foreach (var (name, slice) in slices)
        {
            yield return new($"Slice {name}", b => b.Graph.Add(slice, b.Numbers(6, 5)));
        }

        yield return new("Slice next to a batch", b => b.Numbers("N", 6, 5).Slice(1, 1, 4));
        yield return new("Slice of truth values", b => b.Truths("N", 6).Slice(1, 1, 4));
        yield return new("Pad", b => b.Numbers(2, 3).Pad([1, 0], [0, 2]));
        yield return new("Pad next to a batch", b => b.Numbers("N", 2, 3).Pad([0, 1, 2], [0, 0, 1], fill: 0.5));
        yield return new("Pad with nothing", b => b.Numbers("N", 3).Pad([0, 0], [0, 0]));
        yield return new("Pad of a channels-last image", b => b.ChannelsLast("N", 2, 3, 4).Pad([0, 1, 2, 0], [0, 0, 1, 3], -1));

        yield return new("Gather of rows", b => b.Numbers(4, 3).Gather(b.Indices(4, "N")));
        yield return new("Gather of columns by a matrix", b => b.Numbers("N", 4, 3).Gather(b.Indices(4, 2, 5), 1));
        yield return new("Gather along the last axis", b => b.Numbers("N", 4).Gather(b.Indices(4, 6), -1));
        yield return new("Gather of one", b => b.Numbers(4, 3).Gather(b.Indices(4)));
        yield return new("Gather of whole numbers", b => b.Few(ElementType.Int64, 4, 3).Gather(b.Indices(4, 2)));
        yield return new("GatherElements of classes", b => b.Numbers("N", 7).GatherElements(b.Indices(7, "N", 1), 1));
        yield return new("GatherElements along the first axis", b => b.Numbers(4, 3).GatherElements(b.Indices(4, 5, 2), 0));
        yield return new("GatherElements along the last axis", b => b.Numbers(2, 3, 4).GatherElements(b.Indices(4, 2, 3, 9), -1));
        yield return new("RandomIndices", b =>
            b.Few(ElementType.Int64, "N").RandomIndices(b.Given(ElementType.Int64, 3), count: 7, bound: 4, key: 5)
        );
        yield return new("ScatterRows", b => b.Fixed(7, 3).ScatterRows(b.Indices(7, 4), b.Fixed(4, 3)));
        yield return new("ScatterRows of a batch of images", b => b.Fixed(6, 2, 3).ScatterRows(b.Indices(6, "N"), b.Fixed("N", 2, 3)));
        foreach (var (count, largest) in new[] { (1, true), (3, true), (3, false), (7, true), (7, false), (0, true) })
        {
            yield return new($"TopK of the {count} {(largest ? "largest" : "smallest")}", b =>
                Top(b, b.Numbers("N", 7), count, -1, largest)
            );
        }

        foreach (var (exclusive, reverse) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            yield return new($"CumSum{(exclusive ? ", exclusive" : "")}{(reverse ? ", reverse" : "")}", b =>
                b.Numbers("N", 5, 3).CumSum(1, exclusive, reverse)
            );
        }

        yield return new("CumSum of whole numbers", b => b.Few(ElementType.Int64, "N", 5).CumSum(-1));
        yield return new("ShapeOf", b => b.Numbers("N", 3, 2).ShapeOf());
        yield return new("ScatterElements", b =>
            b.Numbers(4, 3)
                .ScatterElements(b.Graph.AddInitializer("distinct", Tensor.From<long>([1, -1, 0, 3, 0, 2], 2, 3)), b.Numbers(2, 3), 0)
        );
        yield return new("ScatterElements that add", b =>
            b.Numbers("N", 4).ScatterElements(b.Indices(4, "N", 6), b.Numbers("N", 6), 1, ScatterReduction.Add)
        );
        yield return new("ScatterElements of whole numbers", b =>
            b.Few(ElementType.Int64, "N", 4)
                .ScatterElements(b.Indices(4, "N", 6), b.Few(ElementType.Int64, "N", 6), 1, ScatterReduction.Add)
        );
        foreach (var reduction in new[] { ScatterReduction.Mul, ScatterReduction.Max, ScatterReduction.Min })
        {
            yield return new($"ScatterElements by {reduction}", b =>
                b.Fixed("N", 4).ScatterElements(b.Indices(4, "N", 3), b.Fixed("N", 3), 1, reduction)
            );
        }

        yield return new("TopK along the middle axis", b => Top(b, b.Numbers("N", 7, 3), 4, 1, true));
        yield return new("TopK of equal ones", b => Top(b, b.Few(ElementType.Float32, "N", 40), 25, -1, true));
        yield return new("TopK of long rows", b => Top(b, b.Numbers("N", 5000), 70, -1, true));
    }

    private static Value Top(CaseBuilder builder, Value x, int count, long axis, bool largest)
    {
        var (values, positions) = x.TopK(count, axis, largest);
        builder.Compare(positions);
        return values;
    }

    private static Value Join(long axis, params Value[] values) => values.Concat(axis);

    private static Value Twice(Value x) => Join(1, x, x);
}
