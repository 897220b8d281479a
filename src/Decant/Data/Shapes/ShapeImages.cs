using Decant.Data.Fields;
using Decant.Engine.Graphs;

namespace Decant.Data.Shapes;

/// <summary>Many drawn pictures of things as a data set: a box around each thing, and the class of every pixel.</summary>
internal static class ShapeImages
{
    /// <summary>What the things are.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
    [.. Enum.GetValues<ShapeKind>().Select(kind => kind.ToString().ToLowerInvariant())];

    /// <summary>Draws pictures 0 to <paramref name="count"/> - 1 of a part, on all cores.</summary>
    public static unsafe MemoryImages Draw(ulong seed, string part, int count, int width, int height)
    {
        var generator = new ShapeGenerator(seed, part, width, height);
        var pixels = new Tensor(ElementType.UInt8, count, 3, height, width);
        var boxes = new PictureBox[count][];
        var start = (byte*)pixels.Pointer;
        var size = 3 * width * height;
        Parallel.For(0, count, index => boxes[index] = generator.Draw(index, new Span<byte>(start + ((long)index * size), size)));
        return new MemoryImages(
            $"shapes {part}",
            pixels,
            [.. Enumerable.Repeat(-1, count)],
            [],
            others:
            [
                .. new MemoryBoxes(boxes, ClassNames, ShapeGenerator.MostShapes).Fields,
                new MemoryMasks(Field.Mask("mask", height, width, ["background", .. ClassNames]), () =>
                    Masks(generator, count, width * height)
                ),
            ]
        );
    }

    // Few ask for them, and drawing again gives the same.
    private static sbyte[] Masks(ShapeGenerator generator, int count, int size)
    {
        var classes = new sbyte[(long)count * size];
        Parallel.For(0, count, index => generator.Draw(index, new byte[3 * size], classes.AsSpan(index * size, size)));
        return classes;
    }
}
