using System.Buffers.Binary;
using System.IO.Compression;
using Decant.Engine;

namespace Decant.Data.Images;

/// <summary>
/// The numbers that a PNG file of one number per pixel holds, before they become colours: palette indexes, or grey values of 1 to 16 bits.
/// A decoder for pictures loses them: it looks colours up, and stretches few bits to eight. PNG specification, second edition, 2003:
/// chunks (5), filters (9), interlace (8.2).
/// </summary>
internal static class IndexPng
{
    private const int HeaderEnd = 33;
    private const int Grey = 0;
    private const int Palette = 3;

    // Where the seven passes of an interlaced file begin, and their steps: x, y, step x, step y.
    private static readonly (int X, int Y, int StepX, int StepY)[] s_passes =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    /// <summary>Whether a PNG file has one number per pixel, grey or index.</summary>
    public static bool Fits(ReadOnlySpan<byte> file) => file.Length > HeaderEnd && file[25] is Grey or Palette;

    /// <summary>Whether its numbers are indexes of a palette.</summary>
    public static bool HasPalette(ReadOnlySpan<byte> file) => file.Length > HeaderEnd && file[25] == Palette;

    /// <summary>The colours of the palette, 0xRRGGBB each; none where there is no palette.</summary>
    public static int[] Colours(ReadOnlySpan<byte> file)
    {
        for (var place = 8; place + 12 <= file.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[place..]);
            if (length < 0 || place + 12L + length > file.Length)
            {
                return [];
            }

            if (file.Slice(place + 4, 4).SequenceEqual("PLTE"u8))
            {
                var entries = new int[length / 3];
                for (var i = 0; i < entries.Length; i++)
                {
                    var colour = file.Slice(place + 8 + (3 * i), 3);
                    entries[i] = (colour[0] << 16) | (colour[1] << 8) | colour[2];
                }

                return entries;
            }

            place += 12 + length;
        }

        return [];
    }

    /// <summary>Reads the numbers, <c>[H, W]</c>.</summary>
    /// <param name="file">A file that <see cref="Fits"/>.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <exception cref="DecantException">It is damaged, cut short or too large.</exception>
    public static int[] Read(byte[] file, string name)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)));
        int depth = file[24];
        if (width <= 0 || height <= 0 || (long)width * height > Picture.MaximumPixels || depth is not (1 or 2 or 4 or 8 or 16))
        {
            throw new DecantException(
                $"PNG '{name}': expected at most {Picture.MaximumPixels} pixels of 1 to 16 bits, received "
                    + $"{width}x{height} of {depth} bits. "
                    + "The header is damaged, or the image is too large."
            );
        }

        try
        {
            using var numbers = new ZLibStream(new MemoryStream(Content(file)), CompressionMode.Decompress);
            var result = new int[width * height];
            foreach (var pass in file[28] == 0 ? [(0, 0, 1, 1)] : s_passes)
            {
                Pass(numbers, pass, width, height, depth, result);
            }

            return result;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new DecantException(
                $"PNG '{name}': its {file.Length} bytes cannot be decoded ({exception.Message}) The file is damaged or cut short.",
                exception
            );
        }
    }

    private static byte[] Content(ReadOnlySpan<byte> file)
    {
        var content = new MemoryStream();
        for (var place = 8; place + 12 <= file.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[place..]);
            if (length < 0 || place + 12L + length > file.Length)
            {
                throw new EndOfStreamException("A chunk goes on after the end.");
            }

            if (file.Slice(place + 4, 4).SequenceEqual("IDAT"u8))
            {
                content.Write(file.Slice(place + 8, length));
            }

            place += 12 + length;
        }

        return content.ToArray();
    }

    private static void Pass(Stream numbers, (int X, int Y, int StepX, int StepY) pass, int width, int height, int depth, int[] result)
    {
        var columns = (width - pass.X + pass.StepX - 1) / pass.StepX;
        if (columns <= 0)
        {
            return;
        }

        var (step, length) = (Math.Max(1, depth / 8), ((columns * depth) + 7) / 8);
        var (row, above) = (new byte[length], new byte[length]);
        for (var y = pass.Y; y < height; y += pass.StepY)
        {
            var filter = numbers.ReadByte();
            numbers.ReadExactly(row);
            Undo(filter, row, above, step);
            for (var column = 0; column < columns; column++)
            {
                result[(y * width) + pass.X + (column * pass.StepX)] = Number(row, column, depth);
            }

            (row, above) = (above, row);
        }
    }

    private static int Number(ReadOnlySpan<byte> row, int column, int depth)
    {
        if (depth == 16)
        {
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * column)..]);
        }

        var bit = column * depth;
        return (row[bit / 8] >> (8 - depth - (bit % 8))) & ((1 << depth) - 1);
    }

    // Each byte was written less what its neighbours let expect: nothing, left, above, their mean, or the Paeth predictor.
    private static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= step ? row[i - step] : 0,
                corner = i >= step ? above[i - step] : 0;
            row[i] += (byte)(
                filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    4 => Paeth(left, above[i], corner),
                    _ => throw new InvalidDataException($"A row has the filter {filter}, which does not exist."),
                }
            );
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left
            : b <= c ? above
            : corner;
    }
}
