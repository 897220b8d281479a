using Decant.Data.Augmentations;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine;

namespace Decant.Tests.Data.Batches;

public sealed class BatchStreamTests
{
    private static readonly Augmentation s_shift = Augmentation.From(new Dictionary<string, double> { ["shift"] = 1 })!;

    [Fact]
    public void Without_shuffling_samples_come_in_index_order_and_the_last_batch_is_smaller()
    {
        using var stream = new BatchStream(new CountingImages(10), new BatchOptions { Size = 4 });
        var batches = Record(stream, 0);
        Assert.Equal([4, 4, 2], batches.Select(batch => batch.Indices.Length));
        Assert.Equal(Enumerable.Range(0, 10), batches.SelectMany(batch => batch.Indices));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => i % 3L), batches.SelectMany(batch => batch.Labels));
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat(i / 1000f, 4)), batches.SelectMany(batch => batch.Pixels));
    }

    [Fact]
    public void The_last_batch_can_be_dropped()
    {
        using var stream = new BatchStream(new CountingImages(10), new BatchOptions { Size = 4, DropLast = true });
        Assert.Equal((2, 8), (stream.StepsPerEpoch, stream.SamplesPerEpoch));
        Assert.Equal([4, 4], Record(stream, 0).Select(batch => batch.Indices.Length));
    }

    [Fact]
    public void A_shuffled_epoch_shows_every_sample_once_and_no_two_epochs_agree()
    {
        using var stream = new BatchStream(
            new CountingImages(50),
            new BatchOptions
            {
                Size = 8,
                Shuffle = true,
                Seed = 3,
            }
        );
        var first = Record(stream, 0).SelectMany(batch => batch.Indices).ToList();
        var second = Record(stream, 1).SelectMany(batch => batch.Indices).ToList();
        Assert.Equal(Enumerable.Range(0, 50), first.Order());
        Assert.Equal(Enumerable.Range(0, 50), second.Order());
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void The_number_of_threads_changes_no_pixel(int threads)
    {
        var data = new CountingImages(37, height: 5, width: 5);
        var options = new BatchOptions
        {
            Size = 5,
            Shuffle = true,
            Seed = 9,
            Augmentation = s_shift,
        };
        using var reference = new BatchStream(data, options with { Threads = 0 });
        using var stream = new BatchStream(data, options with { Threads = threads });
        for (var epoch = 0; epoch < 3; epoch++)
        {
            AssertSame(Record(reference, epoch), Record(stream, epoch));
        }
    }

    [Fact]
    public void An_epoch_can_be_produced_without_the_epochs_before_it_and_from_any_step_on()
    {
        var data = new CountingImages(37, height: 5, width: 5);
        var options = new BatchOptions
        {
            Size = 5,
            Shuffle = true,
            Seed = 9,
            Augmentation = s_shift,
        };
        using var uninterrupted = new BatchStream(data, options);
        Record(uninterrupted, 0);
        Record(uninterrupted, 1);
        var expected = Record(uninterrupted, 2);
        using var resumed = new BatchStream(data, options);
        AssertSame(expected, Record(resumed, 2));
        AssertSame(expected[3..], Record(resumed, 2, firstStep: 3));
    }

    [Fact]
    public void An_epoch_can_be_abandoned_in_the_middle()
    {
        using var stream = new BatchStream(new CountingImages(100), new BatchOptions { Size = 3, Threads = 2 });
        for (var round = 0; round < 20; round++)
        {
            var left = round;
            foreach (var batch in stream.Epoch(round))
            {
                if (left-- == 0)
                {
                    break;
                }
            }
        }

        Assert.Equal(Enumerable.Range(0, 100), Record(stream, 0).SelectMany(batch => batch.Indices));
    }

    [Fact]
    public void While_a_batch_is_in_use_the_next_two_are_prepared()
    {
        using var threeBatches = new CountdownEvent(12);
        using var stream = new BatchStream(
            new CountingImages(12) { OnRead = _ => threeBatches.Signal() },
            new BatchOptions { Size = 4, Threads = 1 }
        );
        var batches = stream.Epoch(0);
        Assert.True(batches.MoveNext());
        // No one asks for more: what is read now is read ahead.
        Assert.True(threeBatches.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal(0, batches.Current.Step);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_error_while_a_batch_is_prepared_reaches_the_one_who_reads_it(int threads)
    {
        using var stream = new BatchStream(new CountingImages(40) { FailAt = 33 }, new BatchOptions { Size = 4, Threads = threads });
        var exception = Assert.Throws<InvalidOperationException>(() => Record(stream, 0));
        Assert.Equal("image 33 cannot be read", exception.Message);
    }

    [Theory]
    [InlineData(0)] // what the background threads do, on this thread
    [InlineData(1)] // what the reader does
    public void Neither_preparing_nor_reading_a_batch_allocates(int threads)
    {
        using var stream = new BatchStream(
            new CountingImages(1005, height: 8, width: 8),
            new BatchOptions
            {
                Size = 10,
                Shuffle = true,
                Augmentation = s_shift,
                Fields = [Field.LabelName, CountingImages.Number.Name],
                Threads = threads,
            }
        );
        CountSamples(stream, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var samples = CountSamples(stream, 1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1005, samples);
    }

    [Fact]
    public void Targets_that_are_asked_for_come_with_the_batch()
    {
        using var stream = new BatchStream(
            new CountingImages(5),
            new BatchOptions { Size = 2, Fields = [Field.LabelName, CountingImages.Number.Name] }
        );
        var targets = new List<float>();
        foreach (var batch in stream.Epoch(0))
        {
            targets.AddRange(batch.Targets!.Span<float>().ToArray());
        }

        Assert.Equal([0, 0, 1, 0.5f, 2, 1, 3, 1.5f, 4, 2], targets);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void A_batch_size_that_cannot_be_is_refused_with_the_number_of_samples(int size)
    {
        var exception = Assert.Throws<DecantException>(() => new BatchStream(new CountingImages(10), new BatchOptions { Size = size }));
        Assert.Equal(
            $"Batches of 'counting': expected a batch size from 1 to 10, the number of samples; received {size}.",
            exception.Message
        );
    }

    private static long CountSamples(BatchStream stream, int epoch)
    {
        var samples = 0L;
        foreach (var batch in stream.Epoch(epoch))
        {
            samples += batch.Labels.Count;
        }

        return samples;
    }

    private static List<(int[] Indices, long[] Labels, float[] Pixels)> Record(BatchStream stream, int epoch, int firstStep = 0)
    {
        var batches = new List<(int[], long[], float[])>();
        foreach (var batch in stream.Epoch(epoch, firstStep))
        {
            Assert.Equal((epoch, firstStep + batches.Count), (batch.Epoch, batch.Step));
            Assert.Equal(batch.Count, batch.Inputs.Dimensions[0]);
            batches.Add((batch.Indices.ToArray(), batch.Labels.Span<long>().ToArray(), batch.Inputs.Span<float>().ToArray()));
        }

        return batches;
    }

    private static void AssertSame(
        List<(int[] Indices, long[] Labels, float[] Pixels)> expected,
        List<(int[] Indices, long[] Labels, float[] Pixels)> actual
    )
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (left, right) in expected.Zip(actual))
        {
            Assert.Equal(left.Indices, right.Indices);
            Assert.Equal(left.Labels, right.Labels);
            Assert.Equal(left.Pixels, right.Pixels);
        }
    }
}
