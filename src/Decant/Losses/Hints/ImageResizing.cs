using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// Images brought to another height and width, as a product from both sides: y = R_H·x·R_Wᵀ, with one row of weights per new row or column.
/// </summary>
internal static class ImageResizing
{
    /// <summary>
    /// [N, C, h, w] to the height and width of another: means of equal stretches where it becomes smaller, linear between neighbours where
    /// it grows.
    /// </summary>
    public static Value ResizedTo(this Value x, Shape target) => Along(x, target[2].Size, target[3].Size, Smooth);

    /// <summary>[N, T, D] to another length T, in the same way.</summary>
    public static Value OfLength(this Value x, int length) => Constant(x, Smooth(x.Shape[1].Size, length)).MatMul(x);

    /// <summary>[N, C, h, w] to a height and width, each new pixel that old one into which it falls.</summary>
    public static Value Nearest(this Value x, int height, int width) => Along(x, height, width, Nearest);

    /// <summary>[N, C, h, w] to a smaller height and width, each new pixel the mean of those that it touches.</summary>
    public static Value Averaged(this Value x, int height, int width) => Along(x, height, width, Average);

    /// <summary>
    /// Weights [to, from] of the means over rows ⌊i·from/to⌋ to ⌈(i + 1)·from/to⌉, as adaptive average pooling takes them.
    /// </summary>
    internal static double[,] Average(int from, int to)
    {
        var weights = new double[to, from];
        for (var i = 0; i < to; i++)
        {
            var (first, end) = (i * from / to, (((i + 1) * from) + to - 1) / to);
            for (var k = first; k < end; k++)
            {
                weights[i, k] = 1.0 / (end - first);
            }
        }

        return weights;
    }

    /// <summary>Weights [to, from] of linear interpolation between pixel centres, the border repeated.</summary>
    internal static double[,] Linear(int from, int to)
    {
        var weights = new double[to, from];
        for (var i = 0; i < to; i++)
        {
            var place = Math.Clamp(((i + 0.5) * from / to) - 0.5, 0, from - 1);
            var first = Math.Min((int)place, Math.Max(0, from - 2));
            weights[i, first] += 1 - (place - first);
            weights[i, Math.Min(first + 1, from - 1)] += place - first;
        }

        return weights;
    }

    private static double[,] Smooth(int from, int to) => to < from ? Average(from, to) : Linear(from, to);

    private static double[,] Nearest(int from, int to)
    {
        var weights = new double[to, from];
        for (var i = 0; i < to; i++)
        {
            weights[i, (int)((long)i * from / to)] = 1;
        }

        return weights;
    }

    private static Value Along(Value x, int height, int width, Func<int, int, double[,]> weights)
    {
        var (h, w) = (x.Shape[2].Size, x.Shape[3].Size);
        x = w == width ? x : x.MatMul(Constant(x, weights(w, width)).Transpose(1, 0));
        return h == height ? x : Constant(x, weights(h, height)).MatMul(x);
    }

    private static Value Constant(Value like, double[,] weights)
    {
        var data = Tensor.From<double>([.. weights.Cast<double>()], weights.GetLength(0), weights.GetLength(1));
        return like.Graph.AddInitializer("resizing", like.Type == ElementType.Float64 ? data : data.To(like.Type));
    }
}
