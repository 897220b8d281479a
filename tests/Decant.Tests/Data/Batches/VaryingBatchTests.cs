using Decant.Data.Batches;
using Decant.Engine;
using Decant.Tests.Data.Fields;

namespace Decant.Tests.Data.Batches;

public sealed class VaryingBatchTests
{
    private static readonly string[] s_fields = ["tags", "person"];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Shorter_samples_are_padded_to_the_longest_of_their_batch(int threads)
    {
        using var stream = new BatchStream(
            new Sentences(22),
            new BatchOptions
            {
                Size = 4,
                Fields = s_fields,
                Threads = threads,
            }
        );
        var seen = 0;
        foreach (var batch in stream.Epoch(0))
        {
            var longest = Math.Max(1, batch.Indices.ToArray().Max(Sentences.LengthOf));
            Assert.Equal([batch.Count, longest], batch["tokens"].Dimensions.ToArray());
            Assert.Equal([batch.Count, longest], batch["tags"].Dimensions.ToArray());
            Assert.Equal([batch.Count, longest], batch.Mask("T").Dimensions.ToArray());
            Assert.Equal(longest, batch.LengthOf("T"));
            for (var n = 0; n < batch.Count; n++)
            {
                var index = batch.Indices[n];
                Assert.Equal(Sentences.LengthOf(index), batch.Lengths("T").Span<long>()[n]);
                Assert.Equal(index / 3, batch["person"].Span<long>()[n]);
                for (var t = 0; t < longest; t++)
                {
                    var isThere = t < Sentences.LengthOf(index);
                    Assert.Equal(isThere ? (100 * index) + t : 0, batch["tokens"].Span<long>()[(n * longest) + t]);
                    Assert.Equal(isThere ? (-100 * index) + t : -1, batch["tags"].Span<long>()[(n * longest) + t]);
                    Assert.Equal(isThere ? 1 : 0, batch.Mask("T").Span<float>()[(n * longest) + t]);
                }

                var width = 2 * batch.LengthOf("S");
                Assert.Equal(
                    Enumerable.Range(0, width).Select(i => i < 2 * (index % 6) ? (float)index : 0),
                    batch["sound"].Span<float>().Slice(n * width, width).ToArray()
                );
            }

            seen += batch.Count;
        }

        Assert.Equal(22, seen);
    }

    [Fact]
    public void Batches_of_similar_length_pad_little_and_the_seed_decides_them()
    {
        int[] All(ulong seed, int epoch, bool shuffle = true)
        {
            using var stream = new BatchStream(
                new Sentences(110),
                new BatchOptions
                {
                    Size = 10,
                    Shuffle = shuffle,
                    SimilarLength = "T",
                    Seed = seed,
                }
            );
            var indices = new List<int>();
            foreach (var batch in stream.Epoch(epoch))
            {
                var lengths = batch.Indices.ToArray().Select(Sentences.LengthOf).ToArray();
                Assert.Equal(lengths.Min(), lengths.Max()); // 110 samples of 11 lengths: ten of each
                indices.AddRange(batch.Indices);
            }

            return [.. indices];
        }

        Assert.Equal(Enumerable.Range(0, 110), All(1, 0).Order());
        Assert.Equal(All(1, 3), All(1, 3));
        Assert.NotEqual(All(1, 3), All(1, 4));
        Assert.NotEqual(All(1, 3), All(2, 3));
        Assert.Equal(Enumerable.Range(0, 110).OrderBy(Sentences.LengthOf), All(1, 0, shuffle: false));
    }

    [Fact]
    public void What_fills_no_batch_stays_last_when_lengths_are_sorted()
    {
        using var stream = new BatchStream(
            new Sentences(23),
            new BatchOptions
            {
                Size = 5,
                Shuffle = true,
                SimilarLength = "T",
                Seed = 4,
            }
        );
        var counts = new List<int>();
        foreach (var batch in stream.Epoch(2))
        {
            counts.Add(batch.Count);
        }

        Assert.Equal([5, 5, 5, 5, 3], counts);
    }

    [Fact]
    public void Epochs_after_the_first_allocate_no_memory_for_batches_that_were_seen()
    {
        using var stream = new BatchStream(
            new Sentences(22),
            new BatchOptions
            {
                Size = 4,
                Fields = s_fields,
                Threads = 0,
            }
        );
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        // The data set of this test allocates its list of names for each sample; a batch would add hundreds of bytes each.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 22 * 72);

        void Run()
        {
            foreach (var batch in stream.Epoch(0))
            {
                Assert.True(batch.Find("tokens") is not null);
            }
        }
    }

    [Fact]
    public void Unknown_fields_and_axes_are_answered_with_the_nearest()
    {
        var data = new Sentences(8);
        Assert.StartsWith(
            "unknown field 'tag'; nearest: 'tags'",
            Message(() => new BatchStream(data, new BatchOptions { Size = 4, Fields = ["tag"] })),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Batches of 'sentences': unknown axis that varies 'W'",
            Message(() => new BatchStream(data, new BatchOptions { Size = 4, SimilarLength = "W" })),
            StringComparison.Ordinal
        );
        using var stream = new BatchStream(data, new BatchOptions { Size = 4 });
        var batches = stream.Epoch(0);
        Assert.True(batches.MoveNext());
        Assert.StartsWith("Batch: unknown field 'tags'", Message(() => batches.Current["tags"]), StringComparison.Ordinal);
        Assert.StartsWith("Batch: unknown field 'label'", Message(() => batches.Current.Labels), StringComparison.Ordinal);
    }

    private static string Message(Func<object> act) => Assert.Throws<DecantException>(act).Message;
}
