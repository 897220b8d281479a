using System.Formats.Tar;
using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Tests.Data.Sources;

public sealed class CifarBinarySourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_five_batches_of_CIFAR_10_follow_each_other_and_names_come_from_the_meta_file()
    {
        WriteCifar10();
        _folder.WriteText("batches.meta.txt", "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");
        var splits = Open(("validation", "0.2"));
        Assert.Equal((8, 2, 3), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal([3, 32, 32], splits.Test.SampleShape);
        Assert.Equal("truck", splits.Test.ClassNames[9]);
        Assert.Equal([6, 7, 8], Enumerable.Range(0, 3).Select(splits.Test.Label));
        var pixels = new float[3072];
        splits.Test.Read(1, pixels);
        Assert.Equal(7 / 255f, pixels[0]); // red plane
        Assert.Equal(107 / 255f, pixels[1024]);
        Assert.Equal(207 / 255f, pixels[2048]);
    }

    [Theory]
    [InlineData("fine", 100, 42)]
    [InlineData("coarse", 20, 7)]
    public void CIFAR_100_has_fine_and_coarse_labels(string labels, int classes, int expected)
    {
        _folder.Write("train.bin", [.. Record([7, 42], 0), .. Record([7, 42], 1), .. Record([7, 42], 2)]);
        _folder.Write("test.bin", Record([7, 42], 1));
        var splits = Open(("labels", labels), ("validation", "0.4"));
        Assert.Equal(classes, splits.Train.ClassNames.Count);
        Assert.Equal(expected, splits.Test.Label(0));
    }

    [Fact]
    public void The_published_archive_is_read_as_it_is()
    {
        WriteCifar10();
        using var archives = new TemporaryFolder();
        var tar = Path.Combine(archives.Path, "cifar-10-binary.tar");
        TarFile.CreateFromDirectory(_folder.Path, tar, includeBaseDirectory: true);
        archives.Write("cifar-10-binary.tar.gz", TemporaryFolder.Gzip(File.ReadAllBytes(tar)));
        var splits = DataSources.Open(
            "cifar-binary",
            new Dictionary<string, string> { ["path"] = "cifar-10-binary.tar.gz", ["validation"] = "0.2" },
            archives.Path
        );
        Assert.Equal(Open(("validation", "0.2")).Train.Fingerprint, splits.Train.Fingerprint);
        Assert.Equal("cifar-binary", DataSources.Recognise(Path.Combine(archives.Path, "cifar-10-binary.tar.gz")).Source);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".tar")]
    [InlineData(".tar.gz")]
    public void Images_that_do_not_fit_into_memory_are_read_where_they_lie(string form)
    {
        WriteCifar10();
        using var archives = new TemporaryFolder();
        var path = _folder.Path;
        if (form.Length > 0)
        {
            var tar = Path.Combine(archives.Path, "cifar.tar");
            TarFile.CreateFromDirectory(_folder.Path, tar, includeBaseDirectory: true);
            path = form == ".tar" ? tar : Path.Combine(archives.Path, "cifar.tar.gz");
            archives.Write("cifar.tar.gz", TemporaryFolder.Gzip(File.ReadAllBytes(tar)));
        }

        var values = new Dictionary<string, string> { ["path"] = path, ["validation"] = "0.2" };
        var (kept, read) = (DataSources.Open("cifar-binary", values, "."), DataSources.Open("cifar-binary", values, ".", memory: 1));
        Assert.True(read.Train.ReadsFiles && !kept.Train.ReadsFiles);
        Assert.Equal((kept.Train.Fingerprint, kept.Test.Fingerprint), (read.Train.Fingerprint, read.Test.Fingerprint));
        _folder.Write("data_batch_3.bin", [.. Record([1], 1), .. Record([10], 1)]);
        var message = Assert
            .Throws<DecantException>(() =>
                DataSources.Open("cifar-binary", new Dictionary<string, string> { ["path"] = _folder.Path }, ".", memory: 1)
            )
            .Message;
        Assert.Contains("data_batch_3.bin: label 10 at offset 3073, expected 0 to 9", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_cut_short_is_refused()
    {
        WriteCifar10();
        _folder.Write("data_batch_3.bin", Record([1], 1)[..3000]);
        Refused("data_batch_3.bin: expected whole records of 3073 bytes, received 3000 bytes");
    }

    [Fact]
    public void A_label_out_of_range_is_refused_with_its_offset()
    {
        WriteCifar10();
        _folder.Write("data_batch_3.bin", [.. Record([1], 1), .. Record([10], 1)]);
        Refused("data_batch_3.bin: label 10 at offset 3073, expected 0 to 9");
    }

    [Fact]
    public void A_missing_batch_and_a_folder_of_something_else_are_told()
    {
        _folder.WriteText("notes.txt", "hello");
        Refused("expected data_batch_1.bin (CIFAR-10) or train.bin (CIFAR-100), found notes.txt");
        WriteCifar10();
        File.Delete(Path.Combine(_folder.Path, "data_batch_4.bin"));
        Refused("data_batch_4.bin is missing");
    }

    private static byte[] Record(byte[] labels, int image) =>
        [.. labels, .. Enumerable.Range(0, 3072).Select(i => (byte)(image + (i / 1024 * 100)))];

    private void WriteCifar10()
    {
        for (var batch = 1; batch <= 5; batch++)
        {
            _folder.Write($"data_batch_{batch}.bin", [.. Record([(byte)batch], 0), .. Record([(byte)batch], 1)]);
        }

        _folder.Write("test_batch.bin", [.. Record([6], 6), .. Record([7], 7), .. Record([8], 8)]);
    }

    private DataSplits Open(params (string Name, string Value)[] options) =>
        DataSources.Open(
            "cifar-binary",
            options.Append(("path", _folder.Path)).ToDictionary(option => option.Item1, option => option.Item2),
            "."
        );

    private void Refused(string expected)
    {
        var message = Assert.Throws<DecantException>(() => Open()).Message;
        Assert.Contains(expected, message);
        Assert.Contains(_folder.Path, message);
    }
}
