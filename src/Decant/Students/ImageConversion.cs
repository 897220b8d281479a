using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>
/// Brings images to another size and other channels inside a graph. Sizes change as <c>data.size</c> changes them, by a triangle filter
/// that is as much wider as the image shrinks, so that every pixel counts: two products with constant matrices. Grey is the luma of ITU-R
/// BT.601; grey becomes RGB by saying it three times.
/// </summary>
internal static class ImageConversion
{
    private static readonly float[] s_luma = [0.299f, 0.587f, 0.114f];

    /// <summary>The images as the network takes them.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="taken">Channels, height and width that it takes.</param>
    public static Value Apply(Value input, IReadOnlyList<int> taken)
    {
        var sample = input.Shape.Skip(1).Select(size => size.Size).ToArray();
        if (sample.SequenceEqual(taken))
        {
            return input;
        }

        var (graph, x) = (input.Graph, input);
        if (sample[0] > taken[0])
        {
            x = (x * graph.AddInitializer("input.luma", Tensor.From<float>(s_luma, 1, 3, 1, 1))).ReduceSum([1], keepDimensions: true);
        }

        // Columns, then rows by way of a transpose: the last axis is the one that a product joins.
        x = Along(x, taken[2], "input.columns");
        if (taken[1] != sample[1])
        {
            x = Along(x.Transpose(0, 1, 3, 2), taken[1], "input.rows").Transpose(0, 1, 3, 2);
        }

        return sample[0] < taken[0] ? new[] { x, x, x }.Concat(1) : x;
    }

    private static Value Along(Value x, int to, string name) =>
        x.Shape[3].Size is var from && from == to ? x : x.MatMul(x.Graph.AddInitializer(name, Filter(from, to)));

    // [from, to]; column j holds the weights of the pixels around the centre of j.
    private static Tensor Filter(int from, int to)
    {
        var filter = new Tensor(ElementType.Float32, from, to);
        var scale = (double)from / to;
        var reach = Math.Max(1, scale);
        for (var target = 0; target < to; target++)
        {
            var centre = ((target + 0.5) * scale) - 0.5;
            double[] weights = [.. Enumerable.Range(0, from).Select(place => Math.Max(0, 1 - (Math.Abs(place - centre) / reach)))];
            for (var place = 0; place < from; place++)
            {
                filter.Span<float>()[(place * to) + target] = (float)(weights[place] / weights.Sum());
            }
        }

        return filter;
    }
}
