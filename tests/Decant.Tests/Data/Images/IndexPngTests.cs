using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Tests.Data.Images;

public class IndexPngTests
{
    public static TheoryData<int, int, bool, int> Forms =>
        [
            .. from bits in new[] { 1, 2, 4, 8, 16 }
            from colourType in new[] { 0, 3 }
            where colourType == 0 || bits < 16
            from isInterlaced in new[] { false, true }
            from filter in Enumerable.Range(0, 5)
            select (bits, colourType, isInterlaced, filter),
        ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Numbers_come_back_as_they_were_written(int bits, int colourType, bool isInterlaced, int filter)
    {
        foreach (var (width, height) in new[] { (1, 1), (3, 2), (13, 9), (16, 8) })
        {
            int Number(int x, int y) => ((x * 7919) + (y * 104729) + (x * y * 31)) & ((1 << bits) - 1);
            var file = new PngWriter(width, height, bits, colourType, isInterlaced, filter)
            {
                Palette = colourType == 3 ? [.. Enumerable.Range(0, 3 << bits).Select(i => (byte)(i * 37))] : null,
                Pieces = 3,
            }.Write((x, y, _) => Number(x, y));

            Assert.True(IndexPng.Fits(file));
            Assert.Equal(
                from y in Enumerable.Range(0, height)
                from x in Enumerable.Range(0, width)
                select Number(x, y),
                IndexPng.Read(file, "labels.png")
            );
        }
    }

    [Fact]
    public void Grey_numbers_are_those_that_the_decoder_of_pictures_sees()
    {
        var picture = new Picture(1, 21, 34, [.. Enumerable.Range(0, 21 * 34).Select(i => (byte)(i * i % 251))]);
        var file = PngEncoder.Encode(picture);

        Assert.Equal(picture.Pixels.Select(value => (int)value), IndexPng.Read(file, "labels.png"));
        Assert.False(IndexPng.HasPalette(file));
        Assert.Empty(IndexPng.Colours(file));
    }

    [Fact]
    public void A_palette_tells_its_colours()
    {
        var file = new PngWriter(2, 1, 8, 3) { Palette = [1, 2, 3, 255, 0, 16] }.Write((x, _, _) => x);

        Assert.True(IndexPng.HasPalette(file));
        Assert.Equal([0x010203, 0xff0010], IndexPng.Colours(file));
    }

    [Fact]
    public void A_picture_of_colours_has_no_numbers()
    {
        Assert.False(IndexPng.Fits(new PngWriter(2, 2, 8, 2).Write((_, _, _) => 7)));
        Assert.False(IndexPng.Fits([1, 2, 3]));
    }

    [Fact]
    public void A_file_that_is_cut_short_is_refused_and_so_is_one_that_promises_too_much()
    {
        var file = new PngWriter(64, 64, 8, 0).Write((x, y, _) => (x * x) + y);
        foreach (var length in new[] { 40, 60, file.Length / 2 })
        {
            Assert.Contains(
                "damaged or cut short",
                Assert.Throws<DecantException>(() => IndexPng.Read(file[..length], "labels.png")).Message,
                StringComparison.Ordinal
            );
        }

        byte[] large = [.. file];
        (large[16], large[20]) = (1, 1);
        Assert.Contains(
            "expected at most",
            Assert.Throws<DecantException>(() => IndexPng.Read(large, "labels.png")).Message,
            StringComparison.Ordinal
        );
    }
}
