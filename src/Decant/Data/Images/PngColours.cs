using System.Buffers.Binary;
using Decant.Engine;

namespace Decant.Data.Images;

/// <summary>
/// Turns the numbers of PNG rows into bytes of grey or RGB. 16 bits become 8 by rounding; what is transparent is
/// blended over white, as a page would show it.
/// </summary>
internal sealed class PngColours(PngHeader header, string file)
{
    private const int OpaqueAlpha = 255;

    private readonly byte[] _paletteAlpha = Enumerable.Repeat((byte)OpaqueAlpha, 256).ToArray();
    private byte[] _palette = [];
    private int[]? _transparent;      // the one colour of a grey or RGB image that is fully transparent

    /// <summary>Reads a PLTE chunk.</summary>
    public void SetPalette(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length is 0 or > 768 || chunk.Length % 3 != 0)
        {
            throw new DecantException($"PNG '{file}': expected a palette of 3 to 768 bytes, in threes, received {chunk.Length}. The file is damaged.");
        }

        _palette = chunk.ToArray();
    }

    /// <summary>Reads a tRNS chunk.</summary>
    public void SetTransparency(ReadOnlySpan<byte> chunk)
    {
        if (header.ColourType == PngHeader.Palette && chunk.Length <= 256)
        {
            chunk.CopyTo(_paletteAlpha);
        }
        else if (header.ColourType is PngHeader.Grey or PngHeader.Rgb && chunk.Length == 2 * header.Samples)
        {
            _transparent = new int[header.Samples];
            for (var i = 0; i < _transparent.Length; i++)
            {
                _transparent[i] = BinaryPrimitives.ReadUInt16BigEndian(chunk[(2 * i)..]);
            }
        }
        else
        {
            throw new DecantException($"PNG '{file}': a tRNS chunk of {chunk.Length} bytes does not fit colour type {header.ColourType}. The file is damaged.");
        }
    }

    /// <summary>Refuses a palette image without a palette.</summary>
    public void Check()
    {
        if (header.ColourType == PngHeader.Palette && _palette.Length == 0)
        {
            throw new DecantException($"PNG '{file}': the palette is missing before the pixels. The file is damaged.");
        }
    }

    /// <summary>Writes the pixels of one row of a pass into the picture.</summary>
    /// <param name="row">The unfiltered row.</param>
    /// <param name="columns">Pixels in it.</param>
    /// <param name="pixels">The picture, channels first.</param>
    /// <param name="first">Place of the row's first pixel in a channel.</param>
    /// <param name="step">Places between pixels.</param>
    public void Write(ReadOnlySpan<byte> row, int columns, Span<byte> pixels, int first, int step)
    {
        var plane = header.Width * header.Height;
        Span<int> samples = stackalloc int[4];
        for (var column = 0; column < columns; column++)
        {
            for (var sample = 0; sample < header.Samples; sample++)
            {
                samples[sample] = Sample(row, (column * header.Samples) + sample);
            }

            var place = first + (column * step);
            if (header.ColourType == PngHeader.Palette)
            {
                var entry = samples[0];
                if (3 * entry >= _palette.Length)
                {
                    throw new DecantException($"PNG '{file}': a pixel has colour {entry} of a palette of {_palette.Length / 3}. The file is damaged.");
                }

                for (var channel = 0; channel < 3; channel++)
                {
                    pixels[place + (channel * plane)] = Blend(_palette[(3 * entry) + channel], _paletteAlpha[entry]);
                }
            }
            else
            {
                var alpha = Alpha(samples);
                for (var channel = 0; channel < header.Channels; channel++)
                {
                    pixels[place + (channel * plane)] = Blend(ToByte(samples[channel]), alpha);
                }
            }
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int index) => header.BitDepth switch
    {
        8 => row[index],
        16 => (row[2 * index] << 8) | row[(2 * index) + 1],
        var bits => (row[index * bits / 8] >> (8 - bits - (index * bits % 8))) & ((1 << bits) - 1),
    };

    private byte Alpha(ReadOnlySpan<int> samples) => header.ColourType is PngHeader.GreyAlpha or PngHeader.RgbAlpha
        ? ToByte(samples[header.Samples - 1])
        : _transparent is not null && samples[..header.Samples].SequenceEqual(_transparent) ? (byte)0 : (byte)OpaqueAlpha;

    private byte ToByte(int sample)
    {
        var highest = (1 << header.BitDepth) - 1;
        return (byte)(((sample * 255L) + (highest / 2)) / highest);
    }

    private static byte Blend(byte colour, byte alpha) => (byte)(((colour * alpha) + (255 * (OpaqueAlpha - alpha)) + (OpaqueAlpha / 2)) / OpaqueAlpha);
}
