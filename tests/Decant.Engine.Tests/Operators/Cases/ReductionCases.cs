using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Operators.Cases;

/// <summary>Sums, means and extremes over every kind of axes, and the two directions of broadcasting.</summary>
internal static class ReductionCases
{
    private static readonly (string Name, long[]? Axes)[] s_axes =
    [
        ("all axes", null),
        ("the first", [0]),
        ("the middle", [1]),
        ("the last", [-1]),
        ("first and last", [0, 2]),
        ("the last two", [1, 2]),
        ("all by name", [0, 1, 2]),
    ];

    private static readonly (string Name, long[] Axes)[] s_imageAxes =
    [
        ("all but channels", [0, 2, 3]),
        ("pixels", [2, 3]),
        ("channels", [1]),
        ("rows", [2]),
        ("columns and batch", [3, 0]),
        ("all", [0, 1, 2, 3]),
    ];

    public static IEnumerable<OperatorCase> All()
    {
        (string Name, Func<Value, long[]?, bool, Value> Apply)[] all =
        [
            ("ReduceSum", (x, axes, keep) => x.ReduceSum(axes, keep)),
            ("ReduceMean", (x, axes, keep) => x.ReduceMean(axes, keep)),
            ("ReduceMax", (x, axes, keep) => x.ReduceMax(axes, keep)),
            ("ReduceMin", (x, axes, keep) => x.ReduceMin(axes, keep)),
        ];
        foreach (var (name, apply) in all)
        {
            foreach (var (axes, list) in s_axes)
            {
                yield return new($"{name} over {axes}", b => apply(b.Numbers("N", 5, 17), list, false)) { Sizes = [5, 1] };
                yield return new($"{name} over {axes}, kept", b => apply(b.Numbers("N", 3, 33), list, true)) { Sizes = [5, 1] };
            }

            foreach (var (axes, list) in s_imageAxes)
            {
                yield return new($"{name} of a channels-last image over {axes}", b => apply(b.ChannelsLast("N", 3, 4, 5), list, false))
                {
                    Sizes = [5, 1],
                };
                yield return new($"{name} of a channels-last image over {axes}, kept", b => apply(b.ChannelsLast("N", 3, 4, 5), list, true))
                {
                    Sizes = [5, 1],
                };
            }

            yield return new($"{name} over a row longer than one thread takes", b => apply(b.Numbers("N", 35_001), [1], false))
            {
                Sizes = [2, 1],
            };
            yield return new($"{name} down a column longer than one thread takes", b => apply(b.Numbers(35_001, "N"), [0], false))
            {
                Sizes = [2, 1],
            };
        }

        foreach (var (axes, list) in s_axes)
        {
            yield return new($"ReduceProd over {axes}", b => b.Positive("N", 3, 4).ReduceProd(list)) { Sizes = [3, 1] };
        }

        yield return new("ReduceProd of a channels-last image", b => b.ChannelsLast("N", 3, 2, 2).ReduceProd([2, 3], keepDimensions: true))
        {
            Sizes = [3, 1],
        };
        yield return new("ReduceSum of whole numbers", b => b.Few(ElementType.Int64, "N", 5).ReduceSum([1]));
        yield return new("ReduceSum of nothing", b => b.Numbers("N", 0).ReduceSum([1]));

        // Twelve summands around the widths of vectors.
        foreach (var size in new[] { 1, 3, 4, 7, 8, 9, 15, 16, 31, 32, 47, 65 })
        {
            yield return new($"ReduceMean over {size}", b => b.Numbers("N", size).ReduceMean([1]));
            yield return new($"ReduceSum into {size}", b => b.Numbers("N", size).ReduceSum([0]));
        }

        foreach (
            var (name, target) in new (string, Dimension[])[]
            {
                ("a scalar", []),
                ("a row", [7]),
                ("a row with axes of 1", [1, 1, 7]),
                ("a matrix", [3, 7]),
                ("a column", ["N", 1, 1]),
                ("the middle", [3, 1]),
            }
        )
        {
            yield return new($"SumTo {name}", b => b.Numbers("N", 3, 7).SumTo(new Shape(target)));
            yield return new($"BroadcastTo from {name}", b => b.Numbers(target).BroadcastTo(new Shape("N", 3, 7)));
            yield return new($"BroadcastTo from {name}, shared", b => b.Numbers(target).BroadcastTo(new Shape("N", 3, 7), average: true));
        }

        foreach (
            var (name, target) in new (string, Dimension[])[]
            {
                ("channels", [1, 3, 1, 1]),
                ("channels without batch", [3, 1, 1]),
                ("three axes", [3, 4, 5]),
                ("rows and columns", [4, 5]),
                ("pixels", ["N", 1, 4, 5]),
                ("one number per channel", ["N", 3, 1, 1]),
            }
        )
        {
            yield return new($"SumTo {name} of a channels-last image", b => b.ChannelsLast("N", 3, 4, 5).SumTo(new Shape(target)));
            yield return new($"BroadcastTo from {name} next to a channels-last image", b =>
                b.Numbers(target).BroadcastTo(new Shape("N", 3, 4, 5), average: true) * b.ChannelsLast("N", 3, 4, 5)
            );
        }
    }
}
