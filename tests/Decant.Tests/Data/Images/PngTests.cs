using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Tests.Data.Images;

public sealed class PngTests
{
    public static TheoryData<int, int> Formats { get; } =
        new()
        {
            { 1, 0 },
            { 2, 0 },
            { 4, 0 },
            { 8, 0 },
            { 16, 0 },
            { 8, 2 },
            { 16, 2 },
            { 1, 3 },
            { 2, 3 },
            { 4, 3 },
            { 8, 3 },
            { 8, 4 },
            { 16, 4 },
            { 8, 6 },
            { 16, 6 },
        };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_colour_type_and_depth_is_read_at_every_size_filter_and_interlacing(int bits, int colourType)
    {
        foreach (var (width, height) in new[] { (1, 1), (2, 3), (5, 4), (8, 8), (9, 17), (33, 7) })
        {
            for (var filter = 0; filter <= 4; filter++)
            {
                foreach (var interlaced in new[] { false, true })
                {
                    var palette = colourType == 3 ? Enumerable.Range(0, 3 << bits).Select(i => (byte)((i * 37) + 11)).ToArray() : null;
                    var writer = new PngWriter(width, height, bits, colourType, interlaced, filter) { Palette = palette, Pieces = 3 };
                    var picture = ImageFile.Decode(writer.Write((x, y, sample) => Sample(x, y, sample, bits, colourType)), "test.png");
                    Assert.Equal((width, height), (picture.Width, picture.Height));
                    Assert.Equal(Expected(width, height, bits, colourType, palette), picture.Pixels);
                }
            }
        }
    }

    [Fact]
    public void Transparency_is_blended_over_white()
    {
        var grey = new PngWriter(3, 1, 8, 0) { Transparency = [0, 7] }.Write((x, _, _) => 6 + x);
        Assert.Equal([6, 255, 8], ImageFile.Decode(grey, "grey.png").Pixels);

        var colour = new PngWriter(2, 1, 8, 2) { Transparency = [0, 1, 0, 2, 0, 3] }.Write((x, _, sample) => 1 + x + sample);
        Assert.Equal([255, 2, 255, 3, 255, 4], ImageFile.Decode(colour, "colour.png").Pixels);

        var palette = new PngWriter(3, 1, 8, 3) { Palette = [10, 20, 30, 40, 50, 60, 70, 80, 90], Transparency = [0, 128] }.Write(
            (x, _, _) => x
        );
        Assert.Equal(
            [255, Over(40, 128), 70, 255, Over(50, 128), 80, 255, Over(60, 128), 90],
            ImageFile.Decode(palette, "palette.png").Pixels
        );

        var alpha = new PngWriter(2, 1, 8, 4).Write((x, _, sample) => sample == 0 ? 100 : 51 * x);
        Assert.Equal([255, Over(100, 51)], ImageFile.Decode(alpha, "alpha.png").Pixels);
    }

    [Fact]
    public void What_the_encoder_writes_is_read_back()
    {
        foreach (var channels in new[] { 1, 3 })
        {
            var picture = new Picture(channels, 5, 7, [.. Enumerable.Range(0, channels * 35).Select(i => (byte)(i * 29))]);
            var back = ImageFile.Decode(PngEncoder.Encode(picture), "back.png");
            Assert.Equal((channels, 5, 7), (back.Channels, back.Height, back.Width));
            Assert.Equal(picture.Pixels, back.Pixels);
        }
    }

    [Fact]
    public void The_Python_imaging_library_sees_the_same_pixels()
    {
        const string program =
            "import sys,io; from PIL import Image; "
            + "sys.stdout.write(Image.open(io.BytesIO(sys.stdin.buffer.read())).convert('RGB').tobytes().hex())";
        var picture = new Picture(3, 5, 7, [.. Enumerable.Range(0, 105).Select(i => (byte)(i * 29))]);
        var hex = PythonImaging.Run(program, PngEncoder.Encode(picture));
        var interleaved = Enumerable.Range(0, 105).Select(i => picture.Pixels[((i % 3) * 35) + (i / 3)]).ToArray();
        Assert.Equal(Convert.ToHexStringLower(interleaved), hex);
    }

    [Theory]
    [InlineData("P", 8, 0)]
    [InlineData("1", 1, 0)]
    [InlineData("RGBA", 8, 1)]
    [InlineData("LA", 8, 0)]
    [InlineData("I;16", 16, 0)]
    public void Files_of_the_Python_imaging_library_are_read_as_it_reads_them(string mode, int bits, int tolerance)
    {
        const string program = """
            import sys, io
            from PIL import Image
            mode = sys.argv[1]
            data = bytes((i * 73 + i // 11) % 256 for i in range(19 * 13 * 4))
            raw = Image.frombytes('RGBA', (19, 13), data)
            image = Image.frombytes('I;16', (19, 13), data[:19 * 13 * 2]) if mode == 'I;16' else raw.convert('RGB').convert(mode) if mode in 'P1' else raw.convert(mode)
            file = io.BytesIO(); image.save(file, 'PNG')
            if mode == 'I;16': flat = bytes(v >> 8 for v in Image.open(io.BytesIO(file.getvalue())).getdata())
            else:
                full = Image.open(io.BytesIO(file.getvalue())).convert('RGBA')
                white = Image.new('RGBA', full.size, 'white'); white.alpha_composite(full)
                flat = white.convert('RGB').tobytes()
            print(file.getvalue().hex()); print(flat.hex())
            """;
        var lines = PythonImaging
            .Run(program, [], mode)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var (file, expected) = (Convert.FromHexString(lines[0]), Convert.FromHexString(lines[1]));
        Assert.Equal(bits, file[24]);
        var picture = ImageFile.Decode(file, "pil.png");
        const int area = 19 * 13;
        for (var i = 0; i < expected.Length; i++)
        {
            var (pixel, channel) = mode == "I;16" ? (i, 0) : (i / 3, picture.Channels == 1 ? 0 : i % 3);
            Assert.InRange(picture.Pixels[(channel * area) + pixel] - expected[i], -tolerance, tolerance);
        }
    }

    [Fact]
    public void A_header_that_promises_too_much_is_refused_before_memory_is_set_aside()
    {
        var file = new PngWriter(1, 1, 8, 0).Write((_, _, _) => 0);
        byte[] Promise(uint width, uint height) =>
            [
                .. file[..8],
                .. PngWriter.Chunk("IHDR", [.. PngWriter.BigEndian(width), .. PngWriter.BigEndian(height), 8, 0, 0, 0, 0]),
                .. file[33..],
            ];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("cannot be decoded", Message(Promise(uint.MaxValue, uint.MaxValue)));
        Assert.Contains("cannot be decoded", Message(Promise(0, 5)));
        Assert.Contains("expected at most 67108864 pixels, received 60000x60000", Message(Promise(60000, 60000)));
        Assert.Contains("cannot be decoded", Message(Promise(8000, 8000)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_truncation_or_a_flipped_bit_never_changes_pixels_without_a_word()
    {
        var file = new PngWriter(5, 4, 8, 2, interlaced: true, filter: 4).Write((x, y, sample) => (x * 50) + (y * 9) + sample);
        var whole = ImageFile.Decode(file, "whole.png").Pixels;
        foreach (
            var damaged in Enumerable
                .Range(0, file.Length)
                .Select(length => file[..length])
                .Concat(Enumerable.Range(0, 8 * file.Length).Select(Flipped))
        )
        {
            try
            {
                Assert.Equal(whole, ImageFile.Decode(damaged, "damaged.png").Pixels);
            }
            catch (DecantException exception)
            {
                Assert.Contains("'damaged.png'", exception.Message, StringComparison.Ordinal);
            }
        }

        byte[] Flipped(int bit)
        {
            var damaged = file.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            return damaged;
        }
    }

    [Theory]
    [InlineData(new byte[] { 8, 1, 0, 0, 0 })]
    [InlineData(new byte[] { 3, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 16, 3, 0, 0, 0 })]
    [InlineData(new byte[] { 8, 0, 0, 0, 2 })]
    [InlineData(new byte[] { 8, 3, 0, 0, 0 })]
    public void Headers_outside_the_standard_are_refused(byte[] end)
    {
        var file = new PngWriter(1, 1, 8, 0).Write((_, _, _) => 0);
        byte[] changed = [.. file[..8], .. PngWriter.Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, .. end]), .. file[33..]];
        Assert.Contains("cannot be decoded", Message(changed));
    }

    private static string Message(byte[] file) => Assert.Throws<DecantException>(() => ImageFile.Decode(file, "bad.png")).Message;

    private static int Sample(int x, int y, int sample, int bits, int colourType) =>
        sample
        == (
            colourType == 4 ? 1
            : colourType == 6 ? 3
            : -1
        )
            ? (1 << bits) - 1
            : ((x * 7) + (y * 31) + (sample * 101) + ((x * y) << (bits / 2))) & ((1 << bits) - 1);

    private static byte[] Expected(int width, int height, int bits, int colourType, byte[]? palette)
    {
        var channels = colourType is 0 or 4 ? 1 : 3;
        var pixels = new byte[channels * height * width];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (channel, y, x) = (i / (height * width), i / width % height, i % width);
            pixels[i] = palette is null
                ? (byte)(
                    bits == 16
                        ? Sample(x, y, channel, bits, colourType) >> 8
                        : Sample(x, y, channel, bits, colourType) * 255 / ((1 << bits) - 1)
                )
                : palette[(3 * Sample(x, y, 0, bits, colourType)) + channel];
        }

        return pixels;
    }

    private static byte Over(int colour, int alpha) => (byte)Math.Round(((colour * alpha) + (255.0 * (255 - alpha))) / 255);
}
