using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// Split: a slice for every output; the sizes are an attribute until opset 12 (in 1 also an input), an input from 13 on, equal where they
/// are absent.
/// </summary>
internal sealed class SplitTranslation() : ReadOnlyTranslation("Split", 1, 2, constants: [1])
{
    private const int SinceInput = 13;

    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var x = node[0];
        var axis = x.Shape.Axis(node.Int("axis", 0));
        var count =
            node.Int("num_outputs", node.OutputCount) is var wanted && wanted == node.OutputCount
                ? node.OutputCount
                : throw new DecantException($"its attribute 'num_outputs' says {wanted}, but the node has {node.OutputCount} outputs.");
        var sizes = Sizes(node) ?? Equal(x.Shape[axis].Size, count);
        if (sizes.Count > count)
        {
            throw new DecantException($"expected a size for each of its {count} outputs, received {sizes.Count}.");
        }

        var start = 0L;
        for (var i = 0; i < sizes.Count; i++)
        {
            node.Give(x.Slice(axis, start, start + sizes[i]), i);
            start += sizes[i];
        }
    }

    private static IReadOnlyList<long>? Sizes(NodeReader node) =>
        node.Opset switch
        {
            1 when node.Has(1) => [.. ConstantNumbers.Of(node.ConstantTensor(1)).Select(size => (long)size)], // of the type of x
            < SinceInput => node.Ints("split"),
            _ => node.ConstantInts(1),
        };

    // The last part is smaller where the axis does not divide.
    private static long[] Equal(int size, int count)
    {
        var part = (size + count - 1) / Math.Max(1, count);
        return [.. Enumerable.Range(0, count).Select(i => (long)Math.Clamp(size - (i * part), 0, part))];
    }
}
