using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Students;

/// <summary>Brings images inside a network to the height and width of others.</summary>
internal static class ImageFitting
{
    /// <summary>
    /// [N, C, h, w] to the height and width of another: what is missing repeats the last row or column, what is too much goes.
    /// </summary>
    /// <param name="x">The images.</param>
    /// <param name="wanted">[N, .., H, W].</param>
    public static Value Fitted(this Value x, Shape wanted) => Along(Along(x, 2, wanted[2].Size), 3, wanted[3].Size);

    /// <summary>[N, C, h, w] to twice the height and width, every pixel 2×2, and from there to those of another.</summary>
    /// <param name="x">The images.</param>
    /// <param name="wanted">[N, .., H, W].</param>
    public static Value Doubled(this Value x, Shape wanted)
    {
        var (n, c, h, w) = (x.Shape[0], x.Shape[1], x.Shape[2].Size, x.Shape[3].Size);
        return x.Reshape(new Shape(n, c, h, 1, w, 1))
            .BroadcastTo(new Shape(n, c, h, 2, w, 2))
            .Reshape(new Shape(n, c, h * 2, w * 2))
            .Fitted(wanted);
    }

    /// <summary>
    /// [N, C, h, w] to a larger height and width, linear between pixel centres, the border repeated: y = R_H·x·R_Wᵀ, with a row of
    /// weights for
    /// each new row or column.
    /// </summary>
    /// <param name="x">The images.</param>
    /// <param name="wanted">[N, .., H, W].</param>
    public static Value Enlarged(this Value x, Shape wanted)
    {
        var (h, w, height, width) = (x.Shape[2].Size, x.Shape[3].Size, wanted[2].Size, wanted[3].Size);
        x = w == width ? x : x.MatMul(Weights(x, w, width).Transpose(1, 0));
        return h == height ? x : Weights(x, h, height).MatMul(x);
    }

    // [to, from]
    private static Value Weights(Value x, int from, int to)
    {
        var data = new Tensor(ElementType.Float32, to, from);
        var weights = data.Span<float>();
        weights.Clear();
        for (var i = 0; i < to; i++)
        {
            var place = Math.Clamp(((i + 0.5) * from / to) - 0.5, 0, from - 1);
            var first = Math.Min((int)place, Math.Max(0, from - 2));
            weights[(i * from) + first] += (float)(1 - (place - first));
            weights[(i * from) + Math.Min(first + 1, from - 1)] += (float)(place - first);
        }

        return x.Graph.AddInitializer("enlargement", data);
    }

    private static Value Along(Value x, int axis, int size)
    {
        var own = x.Shape[axis].Size;
        return own == size ? x
            : own > size ? x.Slice(axis, 0, size)
            : new[] { x }.Concat(Enumerable.Repeat(x.Slice(axis, own - 1, own), size - own)).ToArray().Concat(axis);
    }
}
