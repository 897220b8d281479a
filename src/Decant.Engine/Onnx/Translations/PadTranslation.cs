using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>Pad with a constant; counts and number are attributes until opset 10, inputs from 11 on. Negative counts cut.</summary>
internal sealed class PadTranslation() : Translation<Pad>("Pad", 1, 4, constants: [1, 2, 3])
{
    private const int SinceInputs = 11;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        if (node.Text("mode", "constant") is var mode and not "constant")
        {
            throw new DecantException($"the mode '{mode}' is not known here; known: constant.");
        }

        var pads = (node.Opset < SinceInputs ? node.Ints("pads") : node.ConstantInts(1)) ?? throw new DecantException("the counts ('pads') are missing.");
        var fill = node.Opset < SinceInputs ? node.Float("value", 0) : node.ConstantNumber(2) ?? 0;
        var (x, rank) = (node[0], node[0].Shape.Rank);
        var axes = node.ConstantInts(3)?.Select(x.Shape.Axis).ToArray() ?? [.. Enumerable.Range(0, rank)];
        if (pads.Count != 2 * axes.Length || axes.Distinct().Count() != axes.Length || pads.Any(count => Math.Abs((double)count) > int.MaxValue))
        {
            throw new DecantException($"expected two counts for each of the axes [{string.Join(", ", axes)}], received [{string.Join(", ", pads.Take(16))}].");
        }

        var (before, after) = (new long[rank], new long[rank]);
        for (var i = 0; i < axes.Length; i++)
        {
            (before[axes[i]], after[axes[i]]) = (pads[i], pads[axes.Length + i]);
        }

        node.Add(new Pad([.. before.Select(count => Math.Max(count, 0))], [.. after.Select(count => Math.Max(count, 0))], fill), Cut(node, x, before, after));
    }

    /// <inheritdoc/>
    protected override void Write(Pad pad, NodeWriter node)
    {
        node.Constant("pads", [.. pad.Before, .. pad.After]);
        node.Constant("value", pad.Fill == 0 ? null : pad.Fill, node.Node.Outputs[0].Type);
    }

    private static Value Cut(NodeReader node, Value x, long[] before, long[] after)
    {
        var axes = Enumerable.Range(0, before.Length).Where(axis => before[axis] < 0 || after[axis] < 0).ToArray();
        return axes.Length == 0 ? x : node.Insert("inside", new Slice(
            [.. axes.Select(axis => Math.Max(0, -before[axis]))],
            [.. axes.Select(axis => after[axis] < 0 ? after[axis] : int.MaxValue)],
            [.. axes.Select(axis => (long)axis)]), x);
    }
}
