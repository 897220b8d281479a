using Decant.Data.Fields;
using Decant.Engine.Graphs;

namespace Decant.Data.Digits;

/// <summary>Many drawn digits as a data set, with slant, thickness and strokes as targets, and the kind of stroke of every pixel.</summary>
internal static class DigitImages
{
    /// <summary>How far the writing leans.</summary>
    public static TargetSet Slant { get; } = new("slant", TargetKind.Numbers, ["slant (degrees)"]);

    /// <summary>How wide the pen's line is.</summary>
    public static TargetSet Thickness { get; } = new("thickness", TargetKind.Numbers, ["thickness (pixels)"]);

    /// <summary>What the pen did.</summary>
    public static TargetSet Strokes { get; } =
        new(
            "strokes",
            TargetKind.Labels,
            [.. Enum.GetValues<StrokeKinds>().Where(kind => kind != StrokeKinds.None).Select(kind => kind.ToString().ToLowerInvariant())]
        );

    /// <summary>What the pen did, pixel by pixel.</summary>
    public static Field Mask { get; } = Field.Mask("mask", DigitGenerator.Size, DigitGenerator.Size, ["paper", .. Strokes.Columns]);

    /// <summary>Draws images 0 to <paramref name="count"/> - 1 of a part, on all cores.</summary>
    public static unsafe MemoryImages Draw(ulong seed, string part, int count, double difficulty)
    {
        var generator = new DigitGenerator(seed, part, difficulty);
        var pixels = new Tensor(ElementType.UInt8, count, 1, DigitGenerator.Size, DigitGenerator.Size);
        var labels = new int[count];
        var (slant, thickness, strokes) = (new float[count], new float[count], new float[count * Strokes.Columns.Count]);
        var start = (byte*)pixels.Pointer;
        Parallel.For(0, count, index =>
        {
            const int size = DigitGenerator.Size * DigitGenerator.Size;
            var facts = generator.Draw(index, new Span<byte>(start + ((long)index * size), size));
            (labels[index], slant[index], thickness[index]) = (facts.Digit, facts.Slant, facts.Thickness);
            for (var column = 0; column < Strokes.Columns.Count; column++)
            {
                strokes[(index * Strokes.Columns.Count) + column] = ((int)facts.Strokes >> column) & 1;
            }
        });
        return new MemoryImages(
            $"digits {part}",
            pixels,
            labels,
            [.. Enumerable.Range(0, 10).Select(digit => ((char)('0' + digit)).ToString())],
            [new(Slant, slant), new(Thickness, thickness), new(Strokes, strokes)],
            [new MemoryMasks(Mask, () => Masks(generator, count))]
        );
    }

    // Few ask for them, and drawing again gives the same.
    private static sbyte[] Masks(DigitGenerator generator, int count)
    {
        const int size = DigitGenerator.Size * DigitGenerator.Size;
        var classes = new sbyte[(long)count * size];
        Parallel.For(0, count, index => generator.Draw(index, stackalloc byte[size], classes.AsSpan(index * size, size)));
        return classes;
    }
}
