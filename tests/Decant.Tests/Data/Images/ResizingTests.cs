using Decant.Data.Images;

namespace Decant.Tests.Data.Images;

public sealed class ResizingTests
{
    [Fact]
    public void Doubling_a_row_interpolates_between_pixel_centres()
    {
        // Centres of the new pixels lie a quarter inside the old ones: 0, 25, 75, 100.
        var row = Resized(new Picture(1, 1, 2, [0, 100]), 1, 4);
        Assert.Equal([0, 25, 75, 100], row.Pixels);
    }

    [Fact]
    public void Halving_weighs_every_pixel_by_a_triangle()
    {
        // Triangle of reach 2 around 0.5: weights 0.75, 0.75, 0.25 of pixels 0, 1, 2.
        var row = Resized(new Picture(1, 1, 4, [10, 20, 60, 100]), 1, 2);
        Assert.Equal(Math.Round(((0.75 * 10) + (0.75 * 20) + (0.25 * 60)) / 1.75), row.Pixels[0]);
        Assert.Equal(Math.Round(((0.25 * 20) + (0.75 * 60) + (0.75 * 100)) / 1.75), row.Pixels[1]);
    }

    [Theory]
    [InlineData(3, 9)]
    [InlineData(7, 2)]
    [InlineData(1, 1)]
    public void A_picture_of_one_shade_keeps_it_and_channels_do_not_mix(int height, int width)
    {
        var picture = Resized(
            new Picture(
                3,
                5,
                4,
                [.. Enumerable.Repeat((byte)10, 20), .. Enumerable.Repeat((byte)128, 20), .. Enumerable.Repeat((byte)255, 20)]
            ),
            height,
            width
        );
        Assert.Equal(
            [
                .. Enumerable.Repeat((byte)10, height * width),
                .. Enumerable.Repeat((byte)128, height * width),
                .. Enumerable.Repeat((byte)255, height * width),
            ],
            picture.Pixels
        );
    }

    [Fact]
    public void Rows_and_columns_change_independently()
    {
        var tall = Resized(new Picture(1, 2, 1, [0, 100]), 4, 1);
        Assert.Equal([0, 25, 75, 100], tall.Pixels);
        Assert.Equal((4, 1), (tall.Height, tall.Width));
    }

    [Fact]
    public void Grey_from_colours_is_the_luma_of_BT_601()
    {
        Assert.Equal([76, 150, 29], Decoded(new Picture(3, 1, 3, [255, 0, 0, 0, 255, 0, 0, 0, 255])).ToPicture(1, 1, 3).Pixels);
        Assert.Equal([7, 9, 7, 9, 7, 9], Decoded(new Picture(1, 1, 2, [7, 9])).ToPicture(3, 1, 2).Pixels);
    }

    [Theory]
    [InlineData(61, 47, 13, 11)]
    [InlineData(13, 11, 61, 47)]
    [InlineData(40, 30, 40, 7)]
    [InlineData(1, 9, 5, 1)]
    public void Every_pixel_is_the_sum_of_the_formula(int fromHeight, int fromWidth, int height, int width)
    {
        var picture = new Picture(
            3,
            fromHeight,
            fromWidth,
            [.. Enumerable.Range(0, 3 * fromHeight * fromWidth).Select(i => (byte)((i * i * 31) + (i * 7)))]
        );
        var resized = Resized(picture, height, width);
        for (var place = 0; place < resized.Pixels.Length; place++)
        {
            var (channel, y, x) = (place / (height * width), place / width % height, place % width);
            double sum = 0,
                total = 0;
            for (var row = 0; row < fromHeight; row++)
            {
                for (var column = 0; column < fromWidth; column++)
                {
                    var weight = Triangle(row, y, fromHeight, height) * Triangle(column, x, fromWidth, width);
                    total += weight;
                    sum += weight * picture.Pixels[(((channel * fromHeight) + row) * fromWidth) + column];
                }
            }

            Assert.InRange(resized.Pixels[place] - (sum / total), -0.501, 0.501);
        }

        static double Triangle(int place, int target, int from, int to)
        {
            var scale = (double)from / to;
            return Math.Max(0, 1 - (Math.Abs(place - (((target + 0.5) * scale) - 0.5)) / Math.Max(1, scale)));
        }
    }

    private static Picture Resized(Picture picture, int height, int width)
    {
        using var pixels = Decoded(picture);
        return pixels.ToPicture(picture.Channels, height, width);
    }

    private static unsafe RgbaPixels Decoded(Picture picture)
    {
        var pixels = new RgbaPixels(picture.Height, picture.Width);
        var area = picture.Height * picture.Width;
        for (var i = 0; i < 4 * area; i++)
        {
            pixels.Start[i] = i % 4 == 3 ? byte.MaxValue : picture.Pixels[(i % 4 % picture.Channels * area) + (i / 4)];
        }

        return pixels;
    }
}
