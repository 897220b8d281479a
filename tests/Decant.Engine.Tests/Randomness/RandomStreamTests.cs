using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void Seed_name_and_place_decide_the_numbers()
    {
        var numbers = Words(new(1, "init"), 9);
        Assert.Equal(numbers, Words(new(1, "init"), 9));
        Assert.NotEqual(numbers, Words(new(2, "init"), 9));
        Assert.NotEqual(numbers, Words(new(1, "shuffle"), 9));
        Assert.NotEqual(numbers, Words(new RandomStream(1, "init").At(1), 9));
        Assert.Equal(numbers, Words(new RandomStream(1, "init").At(0), 9));
        Assert.NotEqual(Words(new RandomStream(1, "init").At(3), 9), Words(new RandomStream(1, "init").At(3, 0), 9));
        Assert.NotEqual(Words(new RandomStream(1, "init").At(3, 1), 9), Words(new RandomStream(1, "init").At(1, 3), 9));
    }

    [Fact]
    public void A_place_begins_anew_wherever_the_stream_was_read()
    {
        var stream = new RandomStream(5, "augmentation");
        stream.NextUInt32();
        stream.NextDouble();
        Assert.Equal(Words(new RandomStream(5, "augmentation").At(42), 5), Words(stream.At(42), 5));
    }

    [Fact]
    public void The_words_are_the_blocks_of_the_key_at_the_place()
    {
        var stream = new RandomStream(5, "dropout");
        var (low, high) = ((uint)stream.Key, (uint)(stream.Key >> 32));
        var (a, b, c, d) = Philox.Block(1, 0, 42, 0, low, high);
        Assert.Equal(new[] { a, b, c, d }, Words(stream.At(42), 8)[4..]);
    }

    [Fact]
    public void Places_of_two_numbers_do_not_collide()
    {
        var seen = new HashSet<(uint, uint)>();
        for (ulong sample = 0; sample < 300; sample++)
        {
            for (ulong view = 0; view < 30; view++)
            {
                var words = Words(new RandomStream(9, "augmentation").At(sample, view), 2);
                Assert.True(seen.Add((words[0], words[1])), $"Sample {sample}, view {view} repeats another's numbers.");
            }
        }
    }

    // Limits of χ² are mean + 5 standard deviations of the distribution with one degree of freedom less than cells.
    [Fact]
    public void Whole_numbers_are_equally_likely()
    {
        var stream = new RandomStream(1, "test");
        foreach (var bound in new[] { 2, 3, 10, 100 })
        {
            var counts = new double[bound];
            for (var i = 0; i < 1000 * bound; i++)
            {
                counts[stream.NextInt32(bound)]++;
            }

            AssertUniform(counts);
        }
    }

    [Fact]
    public void Fractions_fill_their_range_evenly_and_never_reach_its_end()
    {
        var stream = new RandomStream(2, "test");
        double[] singles = new double[64],
            doubles = new double[64],
            between = new double[64];
        for (var i = 0; i < 64_000; i++)
        {
            singles[(int)(stream.NextSingle() * 64)]++;
            doubles[(int)(stream.NextDouble() * 64)]++;
            between[(int)((stream.NextDouble(-3, 5) + 3) * 8)]++;
        }

        AssertUniform(singles);
        AssertUniform(doubles);
        AssertUniform(between);
    }

    [Fact]
    public void Names_and_seeds_side_by_side_are_independent()
    {
        // Pairs of numbers of two streams fill a square evenly.
        foreach (var (a, b) in new[] { ((1UL, "init"), (1UL, "shuffle")), ((1UL, "init"), (2UL, "init")), ((7UL, "a"), (7UL, "b")) })
        {
            RandomStream first = new(a.Item1, a.Item2),
                second = new(b.Item1, b.Item2);
            AssertPairs(first, second);
        }

        AssertPairs(new RandomStream(1, "view").At(10), new RandomStream(1, "view").At(11));
        AssertPairs(new RandomStream(1, "view").At(10, 0), new RandomStream(1, "view").At(10, 1));
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        var stream = new RandomStream(3, "test");
        const int Count = 100_000;
        double sum = 0,
            squares = 0,
            fourth = 0;
        for (var i = 0; i < Count; i++)
        {
            var x = stream.NextNormal();
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
        }

        // Standard deviations of the three means: 1, √2 and √96 over √Count; limits at five of them.
        Assert.Equal(0, sum / Count, 5 / Math.Sqrt(Count));
        Assert.Equal(1, squares / Count, 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(3, fourth / Count, 5 * Math.Sqrt(96.0 / Count));
    }

    [Fact]
    public void A_shuffle_keeps_every_element_and_all_orders_are_equally_likely()
    {
        var counts = new Dictionary<string, double>();
        for (ulong i = 0; i < 24_000; i++)
        {
            var list = "abcd".ToCharArray();
            new RandomStream(4, "shuffle").At(i).Shuffle<char>(list);
            var word = new string(list);
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        Assert.All(counts.Keys, word => Assert.Equal("abcd", new string([.. word.Order()])));
        Assert.Equal(24, counts.Count);
        AssertUniform([.. counts.Values]);
    }

    [Fact]
    public void A_bound_below_1_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, "test").NextInt32(0));

    private static uint[] Words(RandomStream stream, int count)
    {
        var words = new uint[count];
        for (var i = 0; i < count; i++)
        {
            words[i] = stream.NextUInt32();
        }

        return words;
    }

    private static void AssertPairs(RandomStream first, RandomStream second)
    {
        var counts = new double[16 * 16];
        for (var i = 0; i < 50_000; i++)
        {
            counts[((int)(first.NextSingle() * 16) * 16) + (int)(second.NextSingle() * 16)]++;
        }

        AssertUniform(counts);
    }

    private static void AssertUniform(double[] counts)
    {
        var expected = counts.Average();
        var chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        var freedom = counts.Length - 1;
        Assert.InRange(chiSquare, Math.Max(0, freedom - (5 * Math.Sqrt(2 * freedom))), freedom + (5 * Math.Sqrt(2 * freedom)));
    }
}
