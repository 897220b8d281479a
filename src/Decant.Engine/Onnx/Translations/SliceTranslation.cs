using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Slice; starts, ends and axes are attributes until opset 9, inputs with steps from 10 on.</summary>
internal sealed class SliceTranslation() : Translation<Slice>("Slice", 1, 5, constants: [1, 2, 3, 4])
{
    private const int SinceInputs = 10;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (x, inputs) = (node[0], node.Opset >= SinceInputs);
        var starts = inputs ? node.ConstantInts(1) : node.Ints("starts");
        var ends = inputs ? node.Sizes(2) : node.Ints("ends")?.Select(end => new Dimension(end, "")).ToArray();
        var axes = inputs ? node.ConstantInts(3) : node.Ints("axes");
        var steps = inputs ? node.ConstantInts(4) : null;
        if (starts is null || ends is null || starts.Count > x.Shape.Rank || ends.Count != starts.Count)
        {
            throw new DecantException(
                $"expected a start and an end for some of the axes of {x}, received {starts?.Count ?? 0} and {ends?.Count ?? 0}."
            );
        }

        if (axes is { } given && given.Count != starts.Count || steps is { } wide && wide.Count != starts.Count)
        {
            throw new DecantException("starts, ends, axes and steps must be equally long.");
        }

        // Where a size has only a name: everything along its axis, or the first elements of a longer one.
        var all = Enumerable.Range(0, starts.Count).Where(i => starts[i] == 0 && (steps?[i] ?? 1) == 1).ToArray();
        int AxisOf(int i) => x.Shape.Axis(axes?[i] ?? i);
        var whole = all.Where(i =>
                x.Shape[AxisOf(i)] is { IsStatic: false } size
                && (ends[i] == size || ends[i] is { IsStatic: true, Factor: >= int.MaxValue })
            )
            .ToArray();
        var named = all.Except(whole).Where(i => !ends[i].IsStatic && x.Shape[AxisOf(i)].IsStatic).ToArray();
        var rest = Enumerable.Range(0, starts.Count).Except(whole).Except(named).ToArray();
        if (whole.Length + named.Length == 0)
        {
            // Another end with a name has no numbers, which is an error, or is asked for where the network runs already.
            var numbers = ends.All(end => end.IsStatic) ? [.. ends.Select(end => end.Factor)] : node.ConstantInts(2)!;
            node.Add(new Slice(starts, numbers, axes, steps), x);
            return;
        }

        if (rest.Length > 0)
        {
            var numbers = rest.All(i => ends[i].IsStatic) ? [.. ends.Select(end => end.Factor)] : node.ConstantInts(2)!;
            x = node.Insert(
                "rest",
                new Slice(
                    [.. rest.Select(i => starts[i])],
                    [.. rest.Select(i => numbers[i])],
                    [.. rest.Select(i => (long)AxisOf(i))],
                    [.. rest.Select(i => steps?[i] ?? 1)]
                ),
                x
            );
        }

        foreach (var i in named)
        {
            x = node.Insert("first", new Slice([0], [long.MaxValue], [AxisOf(i)]) { Length = ends[i] }, x);
        }

        node.Give(x);
    }

    /// <inheritdoc/>
    protected override void Write(Slice slice, NodeWriter node)
    {
        node.Constant("starts", slice.Starts);
        if (slice.Length is not { } length)
        {
            node.Constant("ends", slice.Ends);
        }
        else if (!node.Sizes("ends", [length]))
        {
            throw node.Error(
                $"it takes the first {length} elements: a size that is known only when the model runs must be that "
                    + $"of an axis of an input. Give an input such an axis, or fix the size."
            );
        }

        node.Constant("axes", slice.Axes);
        node.Constant("steps", slice.Steps);
    }
}
