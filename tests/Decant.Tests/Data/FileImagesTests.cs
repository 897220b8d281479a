using System.Formats.Tar;
using System.IO.Compression;
using Decant.Data;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Data.Sources;
using Decant.Engine;
using Decant.Tests.Data.Images;
using Decant.Tests.Data.Sources;

namespace Decant.Tests.Data;

public sealed class FileImagesTests
{
    private const int Count = 40;

    // One byte is less than any process needs: no image may be kept.
    private const long Least = 1;

    [Theory]
    [InlineData("folder")]
    [InlineData("photos.tar")]
    [InlineData("photos.tar.gz")]
    [InlineData("photos.zip")]
    public void Images_that_do_not_fit_are_the_same_images_with_the_same_fingerprint(string form)
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, form);
        var (kept, read) = (Open(path, null), Open(path, Least));
        Assert.IsType<MemoryImages>(Whole(kept.Train));
        Assert.Equal(0, Assert.IsType<FileImages>(Whole(read.Train)).KeptCount);
        Assert.True(read.Train.ReadsFiles && !kept.Train.ReadsFiles);
        Assert.Equal(kept.Train.Fingerprint, read.Train.Fingerprint);
        Assert.Equal(kept.Test.Fingerprint, read.Test.Fingerprint);
        var (expected, actual) = (new float[kept.Train.SampleSize], new float[kept.Train.SampleSize]);
        for (var i = 0; i < kept.Train.Count; i++)
        {
            kept.Train.Read(i, expected);
            read.Train.Read(i, actual);
            Assert.Equal(expected, actual);
            Assert.Equal(kept.Train.Label(i), read.Train.Label(i));
        }
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz")]
    public void Records_that_do_not_fit_are_the_same_images_with_the_same_fingerprint(string file)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, file);
        var pixels = Enumerable.Range(0, Count * 20).Select(i => (byte)(7 * i)).ToArray();
        IdxFile.Write(path, [Count, 5, 4], pixels);
        IdxFile.Write(
            Path.Combine(folder.Path, "train-labels-idx1-ubyte.gz"),
            [Count],
            [.. Enumerable.Range(0, Count).Select(i => (byte)(i % 3))]
        );
        if (!file.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var content = new GZipStream(new MemoryStream(File.ReadAllBytes(path)), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            content.CopyTo(plain);
            File.WriteAllBytes(path, plain.ToArray());
        }

        var (kept, read) = (OpenRecords(null), OpenRecords(Least));
        Assert.Equal(0, Assert.IsType<FileImages>(Whole(read.Train)).KeptCount);
        Assert.Equal(kept.Train.Fingerprint, read.Train.Fingerprint);
        var (expected, actual) = (new float[20], new float[20]);
        for (var i = 0; i < kept.Train.Count; i++)
        {
            kept.Train.Read(i, expected);
            read.Train.Read(i, actual);
            Assert.Equal(expected, actual);
        }

        DataSplits OpenRecords(long? memory) =>
            DataSources.Open("idx", new Dictionary<string, string> { ["path"] = folder.Path }, ".", memory: memory);
    }

    [Fact]
    public void A_file_of_records_that_is_cut_short_is_refused_before_training()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "train-images-idx3-ubyte");
        File.WriteAllBytes(path, [0, 0, 8, 3, 0, 0, 0, 9, 0, 0, 0, 5, 0, 0, 0, 4, 1, 2, 3]);
        IdxFile.Write(Path.Combine(folder.Path, "train-labels-idx1-ubyte.gz"), [9], new byte[9]);
        var message = Assert
            .Throws<DecantException>(() =>
                DataSources.Open("idx", new Dictionary<string, string> { ["path"] = folder.Path }, ".", memory: Least)
            )
            .Message;
        Assert.Contains("expected 196 bytes, as its header says, received 19.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_are_the_same_on_any_number_of_readers()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, "photos.tar");
        var expected = All(Open(path, null).Train, 0);
        Assert.Equal(expected, All(Open(path, Least).Train, 3));
        Assert.Equal(expected, All(Open(path, Least).Train, null));

        static float[] All(Dataset data, int? threads)
        {
            using var stream = new BatchStream(
                data,
                new BatchOptions
                {
                    Size = 5,
                    Shuffle = true,
                    Seed = 3,
                    Threads = threads,
                }
            );
            var pixels = new List<float>();
            foreach (var batch in stream.Epoch(1))
            {
                pixels.AddRange(batch.Inputs.Span<float>());
            }

            return [.. pixels];
        }
    }

    [Fact]
    public void As_many_images_are_kept_as_there_is_room_for()
    {
        const long limit = 1L << 30;
        var memory = SampleMemory.Of(limit);
        var room = (int)(new MemoryBudget(limit).Samples >> 20);
        Assert.Equal(room, memory.Take(1 << 20, 1000));
        Assert.Equal(0, memory.Take(1 << 20, 1000));
        Assert.Equal(0, SampleMemory.Of(1).Take(1, 1));
    }

    [Theory]
    [InlineData(192)]
    [InlineData(1000)]
    [InlineData(64_000)]
    public void The_parts_of_a_budget_are_no_more_than_the_limit(int megabytes)
    {
        var budget = new MemoryBudget((long)megabytes << 20);
        long[] parts = [budget.Heap, budget.Networks, 2 * budget.Batches, budget.Decoding, budget.Samples];
        Assert.All(parts, part => Assert.True(part > 0));
        Assert.InRange(parts.Sum(), budget.Limit / 4, budget.Limit - (60L << 20));
    }

    [Fact]
    public void Bad_files_are_found_before_training_and_left_out_where_they_may_be()
    {
        using var folder = new TemporaryFolder();
        var path = Write(folder, "folder");
        folder.WriteText("folder/a/broken.png", "no image");
        Assert.Contains("broken.png", Assert.Throws<DecantException>(() => Open(path, Least)).Message, StringComparison.Ordinal);
        var (kept, read) = (Open(path, null, "skip"), Open(path, Least, "skip"));
        Assert.Equal(Count, Whole(read.Train).Count);
        Assert.Equal(kept.Train.Fingerprint, read.Train.Fingerprint);
        Assert.Equal(kept.Notes, read.Notes);
    }

    [Fact]
    public void A_file_that_is_gone_while_a_run_needs_it_is_named()
    {
        using var folder = new TemporaryFolder();
        var data = Whole(Open(Write(folder, "folder"), Least).Train);
        File.Delete(Path.Combine(folder.Path, "folder", "a", "00.png"));
        Assert.Contains(
            "00.png",
            Assert.Throws<DecantException>(() => data.Read(0, new float[data.SampleSize])).Message,
            StringComparison.Ordinal
        );
    }

    private static Dataset Whole(Dataset part) => part is Subset subset ? Whole(subset.Whole) : part;

    private static DataSplits Open(string path, long? memory, string bad = "refuse") =>
        DataSources.Open("images", new Dictionary<string, string> { ["path"] = path, ["bad-files"] = bad }, ".", memory: memory);

    private static string Write(TemporaryFolder folder, string form)
    {
        for (var i = 0; i < Count; i++)
        {
            var png = new PngWriter(6, 5, 8, 2).Write((x, y, c) => ((37 * i) + (11 * x) + (5 * y) + (70 * c)) % 256);
            folder.Write($"folder/{"ab"[i % 2]}/{i:00}.png", png);
        }

        var (source, path) = (Path.Combine(folder.Path, "folder"), Path.Combine(folder.Path, form));
        switch (form)
        {
            case "photos.tar":
                TarFile.CreateFromDirectory(source, path, includeBaseDirectory: false);
                break;
            case "photos.tar.gz":
                TarFile.CreateFromDirectory(source, $"{path}.plain", includeBaseDirectory: false);
                File.WriteAllBytes(path, TemporaryFolder.Gzip(File.ReadAllBytes($"{path}.plain")));
                break;
            case "photos.zip":
                ZipFile.CreateFromDirectory(source, path);
                break;
        }

        return path;
    }
}
