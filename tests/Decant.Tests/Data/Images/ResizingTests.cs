using Decant.Data.Images;

namespace Decant.Tests.Data.Images;

public sealed class ResizingTests
{
    [Fact]
    public void Doubling_a_row_interpolates_between_pixel_centres()
    {
        // Centres of the new pixels lie a quarter inside the old ones: 0, 25, 75, 100.
        var row = new Picture(1, 1, 2, [0, 100]).ToSize(1, 4);
        Assert.Equal([0, 25, 75, 100], row.Pixels);
    }

    [Fact]
    public void Halving_weighs_every_pixel_by_a_triangle()
    {
        // Triangle of reach 2 around 0.5: weights 0.75, 0.75, 0.25 of pixels 0, 1, 2.
        var row = new Picture(1, 1, 4, [10, 20, 60, 100]).ToSize(1, 2);
        Assert.Equal(Math.Round(((0.75 * 10) + (0.75 * 20) + (0.25 * 60)) / 1.75), row.Pixels[0]);
        Assert.Equal(Math.Round(((0.25 * 20) + (0.75 * 60) + (0.75 * 100)) / 1.75), row.Pixels[1]);
    }

    [Theory]
    [InlineData(3, 9)]
    [InlineData(7, 2)]
    [InlineData(1, 1)]
    public void A_picture_of_one_shade_keeps_it_and_channels_do_not_mix(int height, int width)
    {
        var picture = new Picture(3, 5, 4, [.. Enumerable.Repeat((byte)10, 20), .. Enumerable.Repeat((byte)128, 20), .. Enumerable.Repeat((byte)255, 20)]).ToSize(height, width);
        Assert.Equal([.. Enumerable.Repeat((byte)10, height * width), .. Enumerable.Repeat((byte)128, height * width), .. Enumerable.Repeat((byte)255, height * width)], picture.Pixels);
    }

    [Fact]
    public void Rows_and_columns_change_independently()
    {
        var tall = new Picture(1, 2, 1, [0, 100]).ToSize(4, 1);
        Assert.Equal([0, 25, 75, 100], tall.Pixels);
        Assert.Equal((4, 1), (tall.Height, tall.Width));
    }

    [Fact]
    public void Grey_from_colours_is_the_luma_of_BT_601()
    {
        Assert.Equal([76, 150, 29], new Picture(3, 1, 3, [255, 0, 0, 0, 255, 0, 0, 0, 255]).ToChannels(1).Pixels);
        Assert.Equal([7, 9, 7, 9, 7, 9], new Picture(1, 1, 2, [7, 9]).ToChannels(3).Pixels);
    }
}
