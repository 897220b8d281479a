using System.Formats.Tar;
using System.IO.Compression;
using Decant.Data;
using Decant.Data.Images;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tests.Data.Images;

namespace Decant.Tests.Data.Sources;

public sealed class ImagesSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Class_folders_become_classes_in_alphabetical_order()
    {
        WriteClasses("", 4);
        var splits = Open();
        Assert.Equal(["cat", "dog", "owl"], splits.Train.ClassNames);
        Assert.Equal(12, splits.Train.Count + splits.Validation.Count + splits.Test.Count);
        Assert.Contains("has no test part", splits.Notes[0].Text);
        Assert.Equal(Shades("cat"), Shades(splits, "cat").Order());
        Assert.Equal(Shades("owl"), Shades(splits, "owl").Order());
    }

    [Theory]
    [InlineData("train", "val", "test")]
    [InlineData("Training", "valid", "Testing")]
    [InlineData("nested/deep/train", "nested/deep/validation", "nested/deep/test")]
    public void Folders_for_parts_are_used_as_they_are(string train, string validation, string test)
    {
        WriteClasses(train, 4);
        WriteClasses(validation, 2);
        WriteClasses(test, 1);
        var splits = Open();
        Assert.Equal((12, 6, 3), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Empty(splits.Notes);
    }

    [Theory]
    [InlineData(".tar")]
    [InlineData(".tar.gz")]
    [InlineData(".tgz")]
    [InlineData(".zip")]
    public void Archives_give_the_same_data_as_the_folder(string ending)
    {
        WriteClasses("train", 4);
        WriteClasses("test", 2);
        using var archives = new TemporaryFolder();
        var archive = Pack(archives, "pets" + ending);
        var splits = DataSources.Open("images", new Dictionary<string, string> { ["path"] = archive }, ".");
        Assert.Equal(Open().Train.Fingerprint, splits.Train.Fingerprint);
        Assert.Equal(Open().Test.Fingerprint, splits.Test.Fingerprint);
        Assert.Equal("pets train", splits.Train.Name);
        Assert.Equal("images", DataSources.Recognise(archive).Source);
    }

    [Fact]
    public void Other_files_are_left_out_and_counted_and_hidden_ones_are_silent()
    {
        WriteClasses("", 4);
        _folder.WriteText("cat/notes.txt", "hello");
        _folder.WriteText("cat/.DS_Store", "x");
        _folder.WriteText("__MACOSX/cat/._0.png", "x");
        _folder.WriteText("cat/Thumbs.db", "x");
        _folder.WriteText("dog/raw.heic", "x");
        Assert.Equal(
            [
                "Warning: left out because images of these formats are not read: 1 file (1 .heic). Convert them to PNG or JPEG.",
                "Left out because they are no images: 1 file (1 .txt).",
            ],
            Open().Notes.Take(2).Select(note => note.Text)
        );
    }

    [Fact]
    public void Images_of_another_size_are_refused_with_both_sizes_and_the_option()
    {
        WriteClasses("", 4);
        _folder.Write("owl/wide.png", Grey(6, 2, 9));
        Refused("Image 'owl/wide.png': it is 6x2, the first image is 3x2. Give data.size to resize all, for example size: 2.");
    }

    [Fact]
    public void Of_many_images_of_another_size_three_are_named()
    {
        WriteClasses("", 4);
        for (var image = 0; image < 30; image++)
        {
            _folder.Write($"owl/wide{image:D2}.png", Grey(6, 2, 9));
        }

        var message = Assert.Throws<DecantException>(() => Open()).Message;

        Assert.Equal(
            [
                "30 of 42 images cannot be used:",
                "Image 'owl/wide00.png': it is 6x2, the first image is 3x2.",
                "Image 'owl/wide01.png': it is 6x2, the first image is 3x2.",
                "Image 'owl/wide02.png': it is 6x2, the first image is 3x2; 27 more differ, too. "
                    + "Give data.size to resize all, for example size: 2.",
            ],
            message.Split(Environment.NewLine).Select(line => line[Math.Max(0, line.IndexOf("30 of", StringComparison.Ordinal))..].Trim())
        );
    }

    [Theory]
    [InlineData("4", 4, 4)]
    [InlineData("5x3", 3, 5)]
    public void A_size_resizes_all_images(string size, int height, int width)
    {
        WriteClasses("", 4);
        _folder.Write("owl/wide.png", Grey(6, 2, 9));
        Assert.Equal([1, height, width], Open(("size", size)).Train.SampleShape);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("3x")]
    [InlineData("big")]
    [InlineData("3x3x3")]
    public void A_size_that_cannot_be_is_refused(string size)
    {
        WriteClasses("", 4);
        Refused($"received '{size}'", ("size", size));
    }

    [Fact]
    public void Grey_among_colours_becomes_colour_and_colour_among_grey_needs_a_word()
    {
        WriteClasses("", 4);
        _folder.Write("owl/red.png", PngEncoder.Encode(new Picture(3, 2, 3, [.. Enumerable.Repeat((byte)200, 6), .. new byte[12]])));
        Refused("Image 'owl/red.png': it has colours, the first image is grey. Give data.channels: grey or rgb to convert all.");
        Assert.Equal([3, 2, 3], Open(("channels", "rgb")).Train.SampleShape);
        Assert.Equal([1, 2, 3], Open(("channels", "grey")).Train.SampleShape);
        _folder.Write("cat/-first.png", PngEncoder.Encode(new Picture(3, 2, 3, new byte[18])));
        Assert.Equal([3, 2, 3], Open().Train.SampleShape);
    }

    [Fact]
    public void An_empty_class_folder_is_refused()
    {
        WriteClasses("", 4);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "bat"));
        Refused("the folder 'bat' has no image. A class without samples cannot be learned");
    }

    [Fact]
    public void Images_outside_of_classes_or_parts_are_refused_by_name()
    {
        _folder.Write("train/cat/0.png", Grey(3, 2, 1));
        _folder.Write("stray/1.png", Grey(3, 2, 1));
        Refused("'stray/1.png' lies outside of train, val and test");
        File.Delete(Path.Combine(_folder.Path, "stray/1.png"));
        _folder.Write("train/2.png", Grey(3, 2, 1));
        Refused("'train/2.png' lies in no class folder");
    }

    [Fact]
    public void A_folder_without_images_and_one_without_train_are_refused()
    {
        Refused("no image (JPEG, PNG, WebP, GIF or BMP) is there; it has no files.");
        WriteClasses("test", 1);
        Refused("found test, but no folder train");
    }

    [Fact]
    public void A_damaged_image_is_named()
    {
        WriteClasses("", 4);
        _folder.Write("dog/bad.png", Grey(3, 2, 1)[..^30]);
        Refused("PNG 'dog/bad.png'");
        _folder.WriteText("dog/bad.png", "<html>not found</html>");
        Refused(
            "Image 'dog/bad.png': expected JPEG, PNG, WebP, GIF or BMP, received bytes that begin with 3c68746d6c3e6e6f. This is a web page"
        );
        _folder.Write("dog/bad.png");
        Refused("received no bytes. The file is empty.");
    }

    [Fact]
    public void All_damaged_images_are_named_in_order_whatever_the_threads_do()
    {
        WriteClasses("", 40);
        foreach (var name in new[] { "cat/5.png", "dog/3.png", "owl/0.png" })
        {
            _folder.WriteText(name, "no image");
        }

        for (var round = 0; round < 20; round++)
        {
            var lines = Assert.Throws<DecantException>(() => Open()).Message.Split(Environment.NewLine);
            Assert.EndsWith("3 of 120 images cannot be used:", lines[0], StringComparison.Ordinal);
            Assert.Equal(["cat/5.png", "dog/3.png", "owl/0.png"], lines[1..4].Select(line => line.Split('\'')[1]));
            Assert.Contains("data.bad-files: skip", lines[4], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../cat/1.png")]
    [InlineData("/cat/1.png")]
    [InlineData("cat/../../1.png")]
    [InlineData("..\\cat\\1.png")]
    public void Archive_entries_that_point_outside_are_refused(string entry)
    {
        var zip = Path.Combine(_folder.Path, "evil.zip");
        using (var archive = new ZipArchive(File.Create(zip), ZipArchiveMode.Create))
        {
            using var content = archive.CreateEntry(entry).Open();
            content.Write(Grey(3, 2, 1));
        }

        Assert.Contains($"the entry '{entry}' points outside", Message(zip));
        var tar = Path.Combine(_folder.Path, "evil.tar");
        using (var writer = new TarWriter(File.Create(tar)))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(Grey(3, 2, 1)) });
        }

        Assert.Contains($"the entry '{entry}' points outside", Message(tar));
    }

    [Fact]
    public void A_damaged_archive_is_refused_with_the_number_of_files_read()
    {
        WriteClasses("train", 20);
        using var archives = new TemporaryFolder();
        foreach (var ending in new[] { ".tar", ".tar.gz", ".zip" })
        {
            var archive = Pack(archives, "cut" + ending);
            File.WriteAllBytes(archive, File.ReadAllBytes(archive)[..700]);
            Assert.Contains($"Archive '{archive}': it is damaged or cut short", Message(archive));
        }
    }

    [Theory]
    [InlineData(".tar")]
    [InlineData(".tar.gz")]
    public void A_tar_archive_cut_between_two_entries_does_not_pass_for_a_smaller_one(string ending)
    {
        WriteClasses("train", 20);
        using var archives = new TemporaryFolder();
        var whole = File.ReadAllBytes(Pack(archives, "whole.tar"));
        // The last entry's header follows the last block that does not belong to it: cut where a header begins.
        var header = Enumerable
            .Range(1, whole.Length / 512 - 1)
            .Last(block => whole.AsSpan((block * 512) + 257, 5).SequenceEqual("ustar"u8));
        var path = archives.Write("cut" + ending, ending == ".tar" ? whole[..(header * 512)] : TemporaryFolder.Gzip(whole)[..^20]);

        Assert.Contains($"Archive '{path}': it is damaged or cut short after", Message(path));
    }

    [Fact]
    public void The_real_CIFAR_archive_is_read_in_full()
    {
        var root = RealData.RootWith("cifar10-jpeg.tar.gz");
        var splits = DataSources.Open("images", new Dictionary<string, string> { ["path"] = "cifar10-jpeg.tar.gz" }, root);
        Assert.Equal((45000, 5000, 10000), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.All(splits.Test.CountClasses(), count => Assert.Equal(1000, count));
        // CIFAR-10's published means, which the loss of JPEG hardly moves.
        var mean = ChannelStatistics.Of(splits.Train).Mean;
        Assert.Equal([0.491, 0.482, 0.447], mean.Select(value => Math.Round(value, 3)), (expected, actual) =>
            Math.Abs(expected - actual) < 0.003
        );
    }

    internal static byte[] Grey(int width, int height, int shade) => new PngWriter(width, height, 8, 0).Write((_, _, _) => shade);

    private static IEnumerable<int> Shades(string name) => Enumerable.Range(0, 4).Select(i => Shade(name, i)).Order();

    private static IEnumerable<int> Shades(DataSplits splits, string name)
    {
        var pixels = new float[6];
        foreach (var part in new[] { splits.Train, splits.Validation, splits.Test })
        {
            for (var i = 0; i < part.Count; i++)
            {
                if (part.ClassNames[part.Label(i)] == name)
                {
                    part.Read(i, pixels);
                    yield return (int)MathF.Round(255 * pixels[0]);
                }
            }
        }
    }

    private static int Shade(string name, int index) => name[0] + index;

    private void WriteClasses(string part, int count)
    {
        foreach (var name in new[] { "cat", "dog", "owl" })
        {
            for (var i = 0; i < count; i++)
            {
                _folder.Write(Path.Combine(part, name, $"{i}.png"), Grey(3, 2, Shade(name, i)));
            }
        }
    }

    private string Pack(TemporaryFolder target, string name)
    {
        var path = Path.Combine(target.Path, name);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            ZipFile.CreateFromDirectory(_folder.Path, path);
            return path;
        }

        TarFile.CreateFromDirectory(_folder.Path, path, includeBaseDirectory: false);
        if (!name.EndsWith(".tar", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, TemporaryFolder.Gzip(File.ReadAllBytes(path)));
        }

        return path;
    }

    private DataSplits Open(params (string Name, string Value)[] options) =>
        DataSources.Open(
            "images",
            options.Append(("path", _folder.Path)).ToDictionary(option => option.Item1, option => option.Item2),
            "."
        );

    private void Refused(string expected, params (string Name, string Value)[] options) =>
        Assert.Contains(expected, Assert.Throws<DecantException>(() => Open(options)).Message);

    private static string Message(string path) =>
        Assert.Throws<DecantException>(() => DataSources.Open("images", new Dictionary<string, string> { ["path"] = path }, ".")).Message;
}
