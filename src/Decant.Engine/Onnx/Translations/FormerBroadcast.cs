using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// How two inputs were brought to one shape until opset 6: with <c>broadcast</c> the second one's sizes are those of the first from
/// <c>axis</c> on (at its end when absent), or it is one number; without, both have one shape.
/// </summary>
internal static class FormerBroadcast
{
    private const int SinceAlignedAtTheEnd = 7;

    /// <summary>All inputs of a node; the second of two ready to be broadcast as it is from opset 7 on.</summary>
    /// <exception cref="DecantException">The shapes do not fit together in the old way.</exception>
    public static Value[] Inputs(NodeReader node)
    {
        var inputs = node.Inputs;
        if (node.Opset >= SinceAlignedAtTheEnd || inputs is not [var a, var b])
        {
            return inputs;
        }

        var (broadcast, end) = (node.Flag("broadcast"), a.Shape.Rank - b.Shape.Rank);
        var axis = node.Int("axis", -1); // -1 was Caffe2's word for the end
        if (!broadcast || b.Shape.Elements == 1 || axis == -1)
        {
            return
                end >= 0 && (broadcast || end == 0) && b.Shape.Select((size, i) => size == 1 || size == a.Shape[end + i]).All(fits => fits)
                ? inputs
                : throw new DecantException(
                    $"until opset 6 the second input ({b}) has the shape of the first ({a}), "
                        + "or with 'broadcast' sizes that are next to each other in it."
                );
        }

        return axis >= 0 && axis <= end
            ? [a, b.Reshape(new Shape([.. b.Shape, .. Enumerable.Repeat((Dimension)1, end - (int)axis)]))]
            : throw new DecantException(
                $"axis must be 0 to {Math.Max(0, end)}, where the sizes of the second input ({b}) begin in the "
                    + $"first ({a}); received {axis}."
            );
    }
}
