using Decant.Data.Images;
using Decant.Engine;

namespace Decant.Tests.Data.Images;

/// <summary>Files of every format and form, written by the Python imaging library and read as it reads them.</summary>
public sealed class ImageFileTests
{
    // 24x16: red above left, green above right, blue below left, white below right, so that every turn shows.
    private const string Corners = """
        import sys, io
        from PIL import Image
        image = Image.new('RGB', (24, 16), 'white')
        image.paste((255, 0, 0), (0, 0, 12, 8)); image.paste((0, 255, 0), (12, 0, 24, 8)); image.paste((0, 0, 255), (0, 8, 12, 16))
        file = io.BytesIO()
        """;

    [Theory]
    [InlineData("JPEG", 0)]
    [InlineData("PNG", 0)]
    [InlineData("WEBP", 0)]
    [InlineData("WEBP-lossless", 0)]
    [InlineData("GIF", 0)]
    [InlineData("BMP", 0)]
    [InlineData("JPEG-progressive", 0)]
    [InlineData("JPEG-CMYK", 2)]
    [InlineData("JPEG-422", 0)]
    public void Every_format_has_the_pixels_that_Python_sees(string form, int tolerance)
    {
        const string program = """
            import sys, io, random
            from PIL import Image
            random.seed(1)
            image = Image.new('RGB', (37, 29)); image.putdata([((x * 6) % 256, (y * 8) % 256, ((x + y) * 4 + random.randrange(20)) % 256) for y in range(29) for x in range(37)])
            form = sys.argv[1]; file = io.BytesIO(); kind = form.split('-')[0]
            options = {'JPEG-progressive': dict(progressive=True), 'WEBP-lossless': dict(lossless=True), 'JPEG-422': dict(subsampling='4:2:2')}.get(form, {})
            (image.convert('CMYK') if form.endswith('CMYK') else image).save(file, kind, **options)
            print(file.getvalue().hex()); print(Image.open(io.BytesIO(file.getvalue())).convert('RGB').tobytes().hex())
            """;
        var (file, expected) = Lines(PythonImaging.Run(program, [], form));

        var picture = ImageFile.Decode(file, $"image.{form}");

        Assert.Equal((3, 29, 37), (picture.Channels, picture.Height, picture.Width));
        Near(expected, picture, tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_photograph_stands_as_its_orientation_says(int orientation)
    {
        const string program =
            Corners
            + """

                from PIL import ImageOps
                exif = image.getexif(); exif[274] = int(sys.argv[1])
                image.save(file, 'JPEG', quality=100, subsampling=0, exif=exif.tobytes())
                upright = ImageOps.exif_transpose(Image.open(io.BytesIO(file.getvalue())))
                print(file.getvalue().hex()); print(upright.tobytes().hex())
                """;
        var (file, expected) = Lines(PythonImaging.Run(program, [], $"{orientation}"));

        using var image = ImageFile.Open(file, "photo.jpg");
        var (height, width) = orientation >= 5 ? (24, 16) : (16, 24);
        Assert.Equal((height, width), (image.Height, image.Width));
        Near(expected, image.Read(3, height, width), 0);

        // Smaller, the corners keep their colours.
        using var again = ImageFile.Open(file, "photo.jpg");
        var small = again.Read(3, height / 4, width / 4);
        var whole = ImageFile.Decode(file, "photo.jpg");
        foreach (var (fromBottom, fromRight) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            for (var channel = 0; channel < 3; channel++)
            {
                Assert.InRange(Corner(small, channel) - Corner(whole, channel), -3, 3);
            }

            int Corner(Picture picture, int channel) =>
                picture.Pixels[
                    (((channel * picture.Height) + (fromBottom ? picture.Height - 1 : 0)) * picture.Width)
                        + (fromRight ? picture.Width - 1 : 0)
                ];
        }
    }

    [Fact]
    public void Of_an_animation_the_first_picture_counts_and_its_transparency_is_white()
    {
        const string program =
            Corners
            + """

                second = Image.new('RGB', image.size, 'black')
                image.save(file, 'GIF', save_all=True, append_images=[second, second], duration=50, loop=0)
                print(file.getvalue().hex()); print(image.tobytes().hex())
                """;
        var (file, expected) = Lines(PythonImaging.Run(program, []));

        Near(expected, ImageFile.Decode(file, "moves.gif"), 0);
    }

    [Fact]
    public void Transparency_of_WebP_is_blended_over_white()
    {
        const string program =
            Corners
            + """

                image.putalpha(Image.new('L', image.size, 51))
                image.save(file, 'WEBP', lossless=True, exact=True)
                white = Image.new('RGBA', image.size, 'white'); white.alpha_composite(image)
                print(file.getvalue().hex()); print(white.convert('RGB').tobytes().hex())
                """;
        var (file, expected) = Lines(PythonImaging.Run(program, []));

        Near(expected, ImageFile.Decode(file, "glass.webp"), 1);
    }

    [Theory]
    [InlineData("WEBP")]
    [InlineData("GIF")]
    [InlineData("BMP")]
    [InlineData("JPEG")]
    public void A_file_cut_short_is_refused_in_every_format(string kind)
    {
        const string program =
            Corners
            + """

                import random
                random.seed(2); image.putdata([(random.randrange(256), random.randrange(256), random.randrange(256)) for _ in range(24 * 16)])
                image.save(file, sys.argv[1]); print(file.getvalue().hex()); print('00')
                """;
        var (file, _) = Lines(PythonImaging.Run(program, [], kind));
        foreach (var length in new[] { 0, 1, 3, 13, 30, file.Length / 2, file.Length * 3 / 4 })
        {
            Assert.Contains(
                "'cut.img'",
                Assert.Throws<DecantException>(() => ImageFile.Decode(file.AsSpan(0, length), "cut.img")).Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void The_header_alone_says_size_and_channels()
    {
        using var grey = ImageFile.Open(new PngWriter(5, 3, 16, 0).Write((_, _, _) => 9), "grey.png");
        using var palette = ImageFile.Open(new PngWriter(4, 2, 8, 3) { Palette = [1, 2, 3] }.Write((_, _, _) => 0), "palette.png");

        Assert.Equal((1, 3, 5), (grey.Channels, grey.Height, grey.Width));
        Assert.Equal((3, 2, 4), (palette.Channels, palette.Height, palette.Width));
    }

    [Theory]
    [InlineData("a.JPG", true)]
    [InlineData("b/c.jfif", true)]
    [InlineData("d.webp", true)]
    [InlineData("e.gif", true)]
    [InlineData("f.bmp", true)]
    [InlineData("g.heic", false)]
    [InlineData("png", false)]
    public void Names_of_images_are_known_by_their_endings(string name, bool isImage) =>
        Assert.Equal(isImage, ImageFile.HasImageName(name));

    private static (byte[] File, byte[] Pixels) Lines(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (Convert.FromHexString(lines[0]), Convert.FromHexString(lines[1]));
    }

    private static void Near(byte[] interleaved, Picture picture, int tolerance)
    {
        var area = picture.Height * picture.Width;
        Assert.Equal(interleaved.Length, picture.Pixels.Length);
        for (var i = 0; i < interleaved.Length; i++)
        {
            Assert.InRange(picture.Pixels[(i % 3 * area) + (i / 3)] - interleaved[i], -tolerance, tolerance);
        }
    }
}
