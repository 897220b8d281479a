using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tasks.Segmentation;

/// <summary>Brings images to a height and width that halving and doubling have missed by a little.</summary>
internal static class ImageFitting
{
    /// <summary>[N, C, h, w] to the height and width of another: what is missing repeats the last row or column, what is too much goes.</summary>
    /// <param name="x">The images.</param>
    /// <param name="wanted">[N, .., H, W].</param>
    public static Value Fitted(this Value x, Shape wanted) => Along(Along(x, 2, wanted[2].Size), 3, wanted[3].Size);

    private static Value Along(Value x, int axis, int size)
    {
        var own = x.Shape[axis].Size;
        return own == size ? x
            : own > size ? x.Slice(axis, 0, size)
            : new[] { x }.Concat(Enumerable.Repeat(x.Slice(axis, own - 1, own), size - own)).ToArray().Concat(axis);
    }
}
