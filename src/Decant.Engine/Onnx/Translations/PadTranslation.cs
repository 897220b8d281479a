using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Pad with a constant, or by Gather with what lies inside (edge, reflect, wrap); counts and number are attributes until opset 10, inputs
/// from 11 on. Negative counts cut.
/// </summary>
internal sealed class PadTranslation() : Translation<Pad>("Pad", 1, 4, constants: [1, 2, 3])
{
    private const int SincePads = 2;
    private const int SinceInputs = 11;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var mode = node.Text("mode", "constant");
        var pads = (node.Opset < SinceInputs ? node.Ints(node.Opset < SincePads ? "paddings" : "pads") : node.ConstantInts(1))
            ?? throw new DecantException("the counts ('pads') are missing.");
        var fill = node.Opset < SinceInputs ? node.Float("value", 0) : node.ConstantNumber(2) ?? 0;
        var (x, rank) = (node[0], node[0].Shape.Rank);
        var axes = node.ConstantInts(3)?.Select(x.Shape.Axis).ToArray() ?? [.. Enumerable.Range(0, rank)];
        if (
            pads.Count != 2 * axes.Length
            || axes.Distinct().Count() != axes.Length
            || pads.Any(count => Math.Abs((double)count) > int.MaxValue)
        )
        {
            throw new DecantException(
                $"expected two counts for each of the axes [{string.Join(", ", axes)}], received [{string.Join(", ", pads.Take(16))}]."
            );
        }

        var (before, after) = (new long[rank], new long[rank]);
        for (var i = 0; i < axes.Length; i++)
        {
            (before[axes[i]], after[axes[i]]) = (pads[i], pads[axes.Length + i]);
        }

        if (mode != "constant")
        {
            node.Give(Mirrored(node, x, before, after, mode));
            return;
        }

        node.Add(
            new Pad([.. before.Select(count => Math.Max(count, 0))], [.. after.Select(count => Math.Max(count, 0))], fill),
            Cut(node, x, before, after)
        );
    }

    /// <inheritdoc/>
    protected override void Write(Pad pad, NodeWriter node)
    {
        node.Constant("pads", [.. pad.Before, .. pad.After]);
        node.Constant("value", pad.Fill == 0 ? null : pad.Fill, node.Node.Outputs[0].Type);
    }

    // The places that the border shows are known: a Gather along every axis that has one.
    private static Value Mirrored(NodeReader node, Value x, long[] before, long[] after, string mode)
    {
        for (var axis = 0; axis < before.Length; axis++)
        {
            if (before[axis] != 0 || after[axis] != 0)
            {
                var (size, first) = (x.Shape[axis].Size, before[axis]);
                var places = node.Counting(ElementType.Int64, checked((int)(size + first + after[axis])), i =>
                    Source(i - first, size, mode)
                );
                x = x.Gather(places, axis);
            }
        }

        return x;
    }

    private static long Source(long place, int size, string mode)
    {
        switch (mode)
        {
            case "edge":
                return Math.Clamp(place, 0, size - 1);
            case "wrap":
                return ((place % size) + size) % size;
            case "reflect":
                var period = Math.Max(1, 2 * (size - 1));
                var folded = ((place % period) + period) % period;
                return folded < size ? folded : period - folded;
            default:
                throw new DecantException($"the mode '{mode}' is not known here; known: constant, edge, reflect, wrap.");
        }
    }

    private static Value Cut(NodeReader node, Value x, long[] before, long[] after)
    {
        var axes = Enumerable.Range(0, before.Length).Where(axis => before[axis] < 0 || after[axis] < 0).ToArray();
        return axes.Length == 0
            ? x
            : node.Insert(
                "inside",
                new Slice(
                    [.. axes.Select(axis => Math.Max(0, -before[axis]))],
                    [.. axes.Select(axis => after[axis] < 0 ? after[axis] : int.MaxValue)],
                    [.. axes.Select(axis => (long)axis)]
                ),
                x
            );
    }
}
