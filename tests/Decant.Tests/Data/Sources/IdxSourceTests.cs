using Decant.Data;
using Decant.Data.Sources;
using Decant.Engine;

namespace Decant.Tests.Data.Sources;

public sealed class IdxSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_four_standard_names_are_read_plain_or_compressed(bool compressed)
    {
        WriteAll(compressed);
        var splits = Open(("validation", "0.2"));
        Assert.Equal((8, 2, 5), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal([1, 2, 3], splits.Test.SampleShape);
        Assert.Equal(["0", "1"], splits.Test.ClassNames);
        var pixels = new float[6];
        splits.Test.Read(2, pixels);
        Assert.Equal([12 / 255f, 13 / 255f, 14 / 255f, 15 / 255f, 16 / 255f, 17 / 255f], pixels);
        Assert.Equal([0, 1, 0, 1, 0], Enumerable.Range(0, 5).Select(splits.Test.Label));
    }

    [Fact]
    public void Other_file_names_and_class_names_can_be_given()
    {
        WriteAll(false);
        File.Move(Path.Combine(_folder.Path, "train-images-idx3-ubyte"), Path.Combine(_folder.Path, "learn.idx"));
        var splits = Open(("train-images", "learn.idx"), ("classes", "even, odd"), ("validation", "0.2"));
        Assert.Equal(["even", "odd"], splits.Train.ClassNames);
    }

    [Fact]
    public void Without_test_files_a_share_is_set_aside_and_said()
    {
        WriteAll(false);
        File.Delete(Path.Combine(_folder.Path, "t10k-images-idx3-ubyte"));
        var splits = Open(("test", "0.2"), ("validation", "0.25"));
        Assert.Equal((6, 2, 2), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Contains("has no test part: 2 of 10 samples, stratified by seed 1", splits.Notes[0].Text);
    }

    [Fact]
    public void A_missing_file_is_named_with_what_was_found()
    {
        WriteAll(false);
        File.Delete(Path.Combine(_folder.Path, "train-labels-idx1-ubyte"));
        Refused(
            "expected the file train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz, found t10k-images-idx3-ubyte, "
                + "t10k-labels-idx1-ubyte, train-images-idx3-ubyte"
        );
    }

    [Fact]
    public void An_empty_folder_and_a_missing_folder_are_told_apart()
    {
        Refused("found an empty folder");
        Directory.Delete(_folder.Path);
        Refused("there is no such folder. `decant data get mnist` fetches MNIST");
        Directory.CreateDirectory(_folder.Path);
    }

    [Fact]
    public void Swapped_files_are_recognised_by_their_magic_numbers()
    {
        WriteAll(false);
        _folder.Write("train-images-idx3-ubyte", Labels(10));
        Refused(
            "expected the magic number 0x00000803 (images: bytes with 3 axes) at offset 0, received 0x00000801. "
                + "This looks like a file of labels: are the file names swapped?"
        );
    }

    [Theory]
    [InlineData(
        new byte[] { 0x89, 0x50, 0x4e, 0x47, 0, 0 },
        "received 0x89504e47. This is a PNG image. The source idx reads MNIST's format; CIFAR's binary batches are "
            + "read by cifar-binary, class folders by images."
    )]
    [InlineData(new byte[] { 0x3c, 0x68, 0x74, 0x6d }, "This is a web page, perhaps the answer to a failed download.")]
    [InlineData(new byte[] { }, "received 0 bytes. The file is empty.")]
    public void Other_content_is_recognised(byte[] content, string expected)
    {
        WriteAll(false);
        _folder.Write("train-images-idx3-ubyte", content);
        Refused(expected);
    }

    [Fact]
    public void A_truncated_file_names_the_missing_bytes()
    {
        WriteAll(false);
        _folder.Write("train-images-idx3-ubyte", Images(10)[..^7]);
        Refused("expected 60 bytes from offset 16 on, received 53; 7 are missing. The file is cut short; fetch it again.");
        _folder.Write("train-images-idx3-ubyte", Images(10)[..9]);
        Refused("expected a header of 16 bytes, received 9");
        _folder.Write("train-images-idx3-ubyte", [.. Images(10), 1]);
        Refused("expected 76 bytes, as its header says, but more follow");
    }

    [Fact]
    public void Damaged_compression_is_reported_with_the_file()
    {
        WriteAll(true);
        var packed = TemporaryFolder.Gzip(Images(10));
        packed[10] = 0xff; // a kind of block that does not exist
        _folder.Write("train-images-idx3-ubyte.gz", packed);
        Refused("train-images-idx3-ubyte.gz': its gzip compression is damaged after 0 unpacked bytes");
        packed = TemporaryFolder.Gzip(Images(10));
        packed[^6] ^= 1; // the check at the end
        _folder.Write("train-images-idx3-ubyte.gz", packed);
        Refused("train-images-idx3-ubyte.gz': its gzip compression is damaged");
        foreach (var missing in new[] { 1, 8, 30 })
        {
            _folder.Write("train-images-idx3-ubyte.gz", TemporaryFolder.Gzip(Images(10))[..^missing]);
            Refused("train-images-idx3-ubyte.gz': its gzip compression is damaged");
        }
    }

    [Fact]
    public void A_header_that_promises_more_than_the_memory_is_refused_at_once()
    {
        WriteAll(false);
        _folder.Write("train-images-idx3-ubyte", 0, 0, 8, 3, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff);
        Refused("its header promises");
    }

    [Fact]
    public void Different_numbers_of_images_and_labels_are_refused()
    {
        WriteAll(false);
        _folder.Write("train-labels-idx1-ubyte", Labels(9));
        Refused("has 10 images");
        Refused("has 9 labels. They must come in pairs");
    }

    [Fact]
    public void A_label_beyond_the_named_classes_is_refused_with_its_place()
    {
        WriteAll(false);
        Refused("image 1 (offset 9) has label 1, expected 0 to 0 as in training or data.classes", ("classes", "only"));
    }

    [Fact]
    public void A_test_label_that_training_has_not_is_refused_with_its_place()
    {
        WriteAll(false);
        var labels = Labels(5);
        labels[^2] = 77;
        _folder.Write("t10k-labels-idx1-ubyte", labels);
        Refused("image 3 (offset 11) has label 77, expected 0 to 1 as in training");
    }

    [Fact]
    public void Test_images_of_another_size_are_refused()
    {
        WriteAll(false);
        _folder.Write("t10k-images-idx3-ubyte", Images(5, height: 3, width: 2));
        Refused("training images are 3x2, test images 2x3. They must be of one size");
    }

    [Fact]
    public void A_file_without_images_is_refused()
    {
        WriteAll(false);
        _folder.Write("train-images-idx3-ubyte", Images(0));
        _folder.Write("train-labels-idx1-ubyte", Labels(0));
        Refused("it has 0 images of 3x2 pixels");
    }

    [Fact]
    public void The_real_MNIST_is_read_with_the_published_counts_and_mean()
    {
        var splits = DataSources.Open("idx", new Dictionary<string, string> { ["path"] = "mnist" }, RealData.RootWith("mnist"));
        Assert.Equal((54000, 6000, 10000), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], splits.Test.CountClasses());
        // Known for MNIST's test images: mean 0.1325, deviation 0.3105.
        var statistics = ChannelStatistics.Of(splits.Test);
        Assert.Equal(0.1325, statistics.Mean[0], 0.0001);
        Assert.Equal(0.3105, statistics.Deviation[0], 0.0001);
    }

    private static byte[] Images(int count, int height = 2, int width = 3) =>
        [
            0,
            0,
            8,
            3,
            0,
            0,
            0,
            (byte)count,
            0,
            0,
            0,
            (byte)height,
            0,
            0,
            0,
            (byte)width,
            .. Enumerable.Range(0, count * height * width).Select(i => (byte)i),
        ];

    private static byte[] Labels(int count) => [0, 0, 8, 1, 0, 0, 0, (byte)count, .. Enumerable.Range(0, count).Select(i => (byte)(i % 2))];

    private void WriteAll(bool compressed)
    {
        foreach (
            var (name, content) in new[]
            {
                ("train-images-idx3-ubyte", Images(10)),
                ("train-labels-idx1-ubyte", Labels(10)),
                ("t10k-images-idx3-ubyte", Images(5)),
                ("t10k-labels-idx1-ubyte", Labels(5)),
            }
        )
        {
            _folder.Write(compressed ? name + ".gz" : name, compressed ? TemporaryFolder.Gzip(content) : content);
        }
    }

    private DataSplits Open(params (string Name, string Value)[] options) =>
        DataSources.Open("idx", options.Append(("path", _folder.Path)).ToDictionary(option => option.Item1, option => option.Item2), ".");

    private void Refused(string expected, params (string Name, string Value)[] options)
    {
        var message = Assert.Throws<DecantException>(() => Open(options)).Message;
        Assert.Contains(expected, message);
        Assert.Contains(_folder.Path, message);
    }
}
