using System.IO.Compression;
using Decant.Data;
using Decant.Data.Images;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tasks;
using Decant.Tests.Data.Images;

namespace Decant.Tests.Data.Sources;

public sealed class ImageMasksSourceTests : IDisposable
{
    private const int Width = 6;
    private const int Height = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Layouts =>
        new()
        {
            { "PART/images/NAME.png", "PART/labels/NAME.png" },
            { "images/PART/NAME.jpg", "masks/PART/NAME.png" },
            { "PART/NAME.png", "PARTannot/NAME.png" },
            { "PART/NAME.png", "PART_labels/NAME_L.png" },
            { "leftImg8bit/PART/town/NAME_leftImg8bit.png", "gtFine/PART/town/NAME_gtFine_labelIds.png" },
            { "nested/PART/img/NAME.png", "nested/PART/mask/NAME_mask.png" },
        };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Pairs_are_found_by_the_usual_folders_and_equal_names(string image, string mask)
    {
        foreach (var (part, count) in new[] { ("train", 4), ("val", 2), ("test", 1) })
        {
            for (var i = 0; i < count; i++)
            {
                var name = $"{part}{i}";
                string At(string pattern) =>
                    pattern.Replace("PART", part, StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal);
                _folder.Write(At(image), Picture(i));
                _folder.Write(At(mask), Labels((x, y) => (x + y + i) % 3));
            }
        }

        var splits = Open();

        Assert.Equal((4, 2, 1), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal(["class 0", "class 1", "class 2"], splits.Train.Schema.Find("mask")!.Names);
        Assert.Equal("image-masks", DataSources.Recognise(_folder.Path).Source);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Expected((x, y) => (x + y + i) % 3), Mask(splits.Train, i));
        }
    }

    [Fact]
    public void Folders_without_parts_are_divided_and_other_names_can_be_stated()
    {
        for (var i = 0; i < 10; i++)
        {
            _folder.Write($"JPEGImages/{i}.png", Picture(i));
            _folder.Write($"SegmentationClass/{i}.png", Labels((x, _) => x % 2));
            _folder.Write($"SegmentationObject/{i}.png", Labels((x, _) => x));
        }

        var splits = Open();
        Assert.Equal(10, splits.Train.Count + splits.Validation.Count + splits.Test.Count);
        var stated = Open(("images", "JPEGImages"), ("masks", "SegmentationObject"));
        Assert.Equal(6, stated.Train.Schema.Find("mask")!.Names.Count);
    }

    [Theory]
    [InlineData(".zip")]
    [InlineData(".tar.gz")]
    public void An_archive_gives_the_same_samples_as_its_folder(string ending)
    {
        Write(12);
        using var archives = new TemporaryFolder();
        var archive = Path.Combine(archives.Path, "scenes" + ending);
        if (ending == ".zip")
        {
            ZipFile.CreateFromDirectory(_folder.Path, archive);
        }
        else
        {
            using var packed = new GZipStream(File.Create(archive), CompressionLevel.Fastest);
            System.Formats.Tar.TarFile.CreateFromDirectory(_folder.Path, packed, includeBaseDirectory: false);
        }

        var splits = DataSources.Open("image-masks", new Dictionary<string, string> { ["path"] = archive }, ".");
        Assert.Equal(Open().Train.Fingerprint, splits.Train.Fingerprint);
        Assert.Equal("image-masks", DataSources.Recognise(archive).Source);
    }

    [Fact]
    public void Another_class_of_one_pixel_is_another_fingerprint_and_so_is_another_name()
    {
        Write(12);
        var before = Open().Train.Fingerprint;
        Assert.NotEqual(before, Open(("classes", "a, b, d")).Train.Fingerprint);
        for (var i = 0; i < 12; i++)
        {
            _folder.Write($"labels/{i}.png", Labels((x, y) => x == 0 && y == 0 ? 2 : (x + i) % 3));
        }

        Assert.NotEqual(before, Open().Train.Fingerprint);
    }

    [Fact]
    public void Void_is_255_or_what_the_recipe_says_and_has_no_class()
    {
        Write(12, (x, y, _) => y == 0 ? 255 : x % 2);
        Assert.Equal(Expected((x, y) => y == 0 ? -1 : x % 2), Mask(Open().Train, 0));

        Write(12, (x, y, _) => y == 0 ? 2 : x % 2);
        Assert.Equal(Expected((x, y) => y == 0 ? -1 : x % 2), Mask(Open(("void", "2")).Train, 0));
        Assert.Equal(Expected((x, y) => y == 0 ? -1 : x % 2), Mask(Open(("classes", "sky, road, nothing"), ("void", "nothing")).Train, 0));
    }

    [Fact]
    public void Colours_are_classes_by_the_recipe_by_a_table_or_by_themselves()
    {
        int[] colours = [0x808080, 0x804080, 0x000000];
        for (var i = 0; i < 12; i++)
        {
            _folder.Write($"images/{i}.png", Picture(i));
            _folder.Write($"labels/{i}.png", Coloured((x, _) => colours[x % 3]));
        }

        var stated = Open(("classes", "sky #808080, road #804080"), ("void", "#000000"));
        Assert.Equal(["sky", "road"], stated.Train.Schema.Find("mask")!.Names);
        Assert.Equal(Expected((x, _) => x % 3 == 2 ? -1 : x % 3), Mask(stated.Train, 0));

        var found = Open();
        Assert.Equal(["#000000", "#804080", "#808080"], found.Train.Schema.Find("mask")!.Names);

        _folder.WriteText("label_colors.txt", "128 128 128\tSky\n128 64 128\tRoad\n0 0 0\tVoid\n");
        var table = Open(("void", "Void"));
        Assert.Equal(["Sky", "Road"], table.Train.Schema.Find("mask")!.Names);
        Assert.Equal(Mask(stated.Train, 0), Mask(table.Train, 0));
    }

    [Theory]
    [InlineData("name,r,g,b\nSky,128,128,128\nRoad,128,64,128\n")]
    [InlineData("# label:color_rgb:parts:actions\nSky:128,128,128::\nRoad:128,64,128::\n")]
    [InlineData("128 128 128 Sky\r\n128 64 128 Road\r\n")]
    public void Colour_tables_of_others_are_understood(string table) =>
        Assert.Equal([("Sky", 0x808080), ("Road", 0x804080)], ColourTable.Read(System.Text.Encoding.UTF8.GetBytes(table)));

    [Fact]
    public void A_palette_is_read_as_numbers_or_as_colours()
    {
        byte[] palette = [0, 0, 0, 128, 128, 128, 128, 64, 128];
        for (var i = 0; i < 12; i++)
        {
            _folder.Write($"images/{i}.png", Picture(i));
            _folder.Write($"labels/{i}.png", new PngWriter(Width, Height, 2, 3) { Palette = palette }.Write((x, _, _) => x % 3));
        }

        Assert.Equal(Expected((x, _) => x % 3), Mask(Open().Train, 0));
        Assert.Equal(Expected((x, _) => (x % 3) - 1), Mask(Open(("classes", "sky #808080, road #804080"), ("void", "#000000")).Train, 0));
    }

    [Fact]
    public void Pictures_are_resized_smoothly_and_label_images_by_their_nearest_pixel()
    {
        Write(12);
        var splits = Open(("size", "12x8"));
        var larger = Mask(splits.Train, 0);
        var own = Mask(Open().Train, 0);

        Assert.Equal([3, 8, 12], splits.Train.SampleShape);
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 12; x++)
            {
                Assert.Equal(own[(y / 2 * Width) + (x / 2)], larger[(y * 12) + x]);
            }
        }

        // An odd share: the pixel that holds the new pixel's centre.
        var fewer = Mask(Open(("size", "4x4")).Train, 0);
        Assert.Equal([own[0], own[2], own[3], own[5]], fewer[..4]);
    }

    [Fact]
    public void Label_images_that_do_not_fit_into_memory_are_read_whenever_they_are_asked_for()
    {
        Write(12);
        var all = Open();
        var few = DataSources.Open("image-masks", Options(), ".", memory: 1 << 20);

        Assert.True(few.Train.ReadsFiles);
        Assert.Equal(all.Train.Fingerprint, few.Train.Fingerprint);
        Assert.All(Enumerable.Range(0, all.Train.Count), i => Assert.Equal(Mask(all.Train, i), Mask(few.Train, i)));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_with_counts_and_can_be_left_out()
    {
        Write(20);
        _folder.Write("images/lonely.png", Picture(1));
        _folder.Write("images/lonely2.png", Picture(1));
        _folder.Write("labels/orphan.png", Labels((_, _) => 0));
        _folder.Write("images/size.png", Picture(1));
        _folder.Write("labels/size.png", new PngWriter(3, 5, 8, 0).Write((_, _, _) => 0));
        _folder.Write("images/outside.png", Picture(1));
        _folder.Write("labels/outside.png", Labels((x, _) => x));
        _folder.Write("images/void.png", Picture(1));
        _folder.Write("labels/void.png", Labels((_, _) => 255));
        _folder.Write("images/lossy.png", Picture(1));
        _folder.Write("labels/lossy.png", Jpeg());

        var message = Assert.Throws<DecantException>(() => Open(("classes", "a, b, c"))).Message;

        Assert.Contains("2 pictures have no label image: images/lonely.png; images/lonely2.png.", message, StringComparison.Ordinal);
        Assert.Contains("1 label image has no picture: labels/orphan.png.", message, StringComparison.Ordinal);
        Assert.Contains(
            "1 label image has another size than its picture: labels/size.png is 3x5, images/size.png 6x4.",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1 label image has values outside of the classes: labels/outside.png has 3, 4, 5.",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains("1 label image has void pixels only: labels/void.png.", message, StringComparison.Ordinal);
        Assert.Contains(
            "1 file cannot be read: Label image 'labels/lossy.png': expected PNG, received JPEG.",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains("data.bad-files: skip", message, StringComparison.Ordinal);

        var splits = Open(("classes", "a, b, c"), ("bad-files", "skip"));
        Assert.Equal(20, splits.Train.Count + splits.Validation.Count + splits.Test.Count);
        Assert.Equal(6, splits.Notes.Count(note => note.Text.Contains("left out (data.bad-files: skip)", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_class_that_never_occurs_is_refused_by_the_task()
    {
        Write(12);
        var splits = Open(("classes", "sky, road, tree, unicorn"));
        var task = LearningTasks.Of("image-segmentation");

        Assert.Contains(
            "is of class unicorn",
            Assert.Throws<DecantException>(() => task.CheckLabels(splits, task.Goal(splits.Train, null))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("classes", "sky", "2 to 255 classes")]
    [InlineData("classes", "sky, sky", "the class sky comes 2 times")]
    [InlineData("classes", "sky #808080, road", "some classes have a colour")]
    [InlineData("classes", "sky #80, road #804080", "expected a colour as in #804080")]
    [InlineData("void", "clouds", "expected a number or the name of a class")]
    public void A_wrong_option_is_refused_in_a_sentence(string option, string value, string sentence)
    {
        Write(12);
        var message = Assert.Throws<DecantException>(() => Open((option, value))).Message;
        Assert.Contains(sentence, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_without_any_label_image_are_told_which_folders_are_looked_for()
    {
        _folder.Write("images/a.png", Picture(1));
        Assert.Contains(
            "JPEGImages/ and SegmentationClass/",
            Assert.Throws<DecantException>(() => Open()).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Street_scenes_are_read_as_they_were_counted()
    {
        var archive = Path.Combine(RealData.RootWith("camvid-240x180.tar.gz"), "camvid-240x180.tar.gz");
        var splits = DataSources.Open("image-masks", new Dictionary<string, string> { ["path"] = archive, ["void"] = "11" }, ".");

        Assert.Equal((123, 34, 59), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal(11, splits.Train.Schema.Find("mask")!.Names.Count);
        Assert.Equal([3, 180, 240], splits.Train.SampleShape);
        Assert.Contains(-1L, Enumerable.Range(0, 34).SelectMany(i => Mask(splits.Validation, i)));
    }

    private void Write(int count, Func<int, int, int, int>? label = null)
    {
        for (var i = 0; i < count; i++)
        {
            var own = i;
            _folder.Write($"images/{i}.png", Picture(i));
            _folder.Write($"labels/{i}.png", Labels((x, y) => label is null ? (x + own) % 3 : label(x, y, own)));
        }
    }

    private Dictionary<string, string> Options(params (string Name, string Value)[] options) =>
        new(options.ToDictionary(option => option.Name, option => option.Value)) { ["path"] = _folder.Path };

    private DataSplits Open(params (string Name, string Value)[] options) => DataSources.Open("image-masks", Options(options), ".");

    private static long[] Mask(Dataset data, int index)
    {
        var field = data.Schema.Find("mask")!;
        var mask = new long[field.Count];
        data.Read(field, index, mask);
        return mask;
    }

    private static long[] Expected(Func<int, int, int> label) =>
        [.. from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width) select (long)label(x, y)];

    private static byte[] Picture(int shade) =>
        PngEncoder.Encode(new Picture(3, Height, Width, [.. Enumerable.Range(0, 3 * Height * Width).Select(i => (byte)(i + (9 * shade)))]));

    private static byte[] Jpeg()
    {
        using var bitmap = new SkiaSharp.SKBitmap(Width, Height);
        using var file = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Jpeg, 90);
        return file.ToArray();
    }

    private static byte[] Labels(Func<int, int, int> label) => new PngWriter(Width, Height, 8, 0).Write((x, y, _) => label(x, y));

    private static byte[] Coloured(Func<int, int, int> colour) =>
        new PngWriter(Width, Height, 8, 2).Write((x, y, channel) => (colour(x, y) >> (16 - (8 * channel))) & 255);
}
