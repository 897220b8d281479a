using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// Sequences of a vision transformer seen as images: the places [N, T, D] of T = k² patches, row by row, are an image [N, D, k, k]; of T =
/// k² + 1 the first is the class token, which lies nowhere in the image and is left out. Dosovitskiy et al. 2020, arXiv:2010.11929, section
/// 3.1.
/// </summary>
internal static class SequenceImages
{
    // Of one place, or two, there is nothing to look at.
    private const int SmallestSide = 2;

    /// <summary>
    /// The shape as an image: [N, C, H, W] as it is, a sequence of a square number of places as a square; null for others.
    /// </summary>
    public static Shape? ImageOf(Shape shape) =>
        shape.Rank == 4 ? shape
        : shape.Rank == 3 && SideOf(shape) is { } side ? new Shape(shape[0], shape[2], side, side)
        : null;

    /// <summary>The value as an image.</summary>
    public static Value AsImage(this Value x)
    {
        if (x.Shape.Rank == 4)
        {
            return x;
        }

        var (image, length) = (ImageOf(x.Shape)!, x.Shape[1].Size);
        var places = image[2].Size * image[3].Size;
        x = places < length ? x.Slice(1, length - places, length) : x;
        return x.Transpose(0, 2, 1).Reshape(image);
    }

    /// <summary>What <see cref="AsImage"/> does, in words; null where it does nothing.</summary>
    public static string? Change(Shape shape, string role) =>
        shape.Rank != 3 || ImageOf(shape) is not { } image
            ? null
            : $"the {role}'s {shape[1]} places as an image of "
                + $"{image[2]}×{image[3]}{(image[2].Size * image[3].Size < shape[1].Size ? ", without the first, the class token" : "")}";

    private static int? SideOf(Shape sequence)
    {
        if (!sequence[1].IsStatic || !sequence[2].IsStatic)
        {
            return null;
        }

        var side = (int)Math.Sqrt(sequence[1].Size);
        return side >= SmallestSide && sequence[1].Size - (side * side) is 0 or 1 ? side : null;
    }
}
