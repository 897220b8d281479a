using System.IO.Compression;
using Decant.Data.Digits;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Data.Digits;

public sealed class DigitFilesTests
{
    [Fact]
    public void The_written_files_are_read_back_as_the_same_images()
    {
        using var folder = new TemporaryFolder();
        var files = DigitFiles.Write(folder.Path, seed: 3, train: 60, test: 20, difficulty: 0.5);
        Assert.Equal(
            IdxSource.StandardNames.Values.Select(name => name + ".gz").Order(),
            files.Select(file => Path.GetFileName(file)!).Order()
        );
        Assert.Equal(4, Directory.GetFiles(folder.Path).Length);

        var options = new Dictionary<string, string> { ["path"] = folder.Path };
        var source = DataSources.Of("idx");
        var parts = source.Open(new DataOptions(options, source.Options, "."));
        var drawn = DigitImages.Draw(3, "train", 60, 0.5);
        Assert.Equal(60, parts.Train.Count);
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(drawn.Pixels(i).ToArray(), ((Decant.Data.MemoryImages)parts.Train).Pixels(i).ToArray());
            Assert.Equal(drawn.Label(i), parts.Train.Label(i));
        }
    }

    [Fact]
    public void The_header_is_that_of_MNIST()
    {
        using var folder = new TemporaryFolder();
        DigitFiles.Write(folder.Path, 3, 300, 10, 0.5);
        using var images = new GZipStream(
            File.OpenRead(Path.Combine(folder.Path, "train-images-idx3-ubyte.gz")),
            CompressionMode.Decompress
        );
        var header = new byte[16];
        images.ReadExactly(header);
        Assert.Equal([0, 0, 8, 3, 0, 0, 1, 44, 0, 0, 0, 28, 0, 0, 0, 28], header);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told()
    {
        using var folder = new TemporaryFolder();
        var blocked = folder.Write("digits", 1);
        Assert.StartsWith(
            $"writing {Path.Combine(blocked, "train-images-idx3-ubyte.gz")}: expected a place that can be written",
            Assert.Throws<DecantException>(() => DigitFiles.Write(blocked, 1, 10, 10, 0.5)).Message
        );
    }
}
