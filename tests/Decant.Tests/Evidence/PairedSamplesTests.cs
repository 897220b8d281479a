using Decant.Evidence;

namespace Decant.Tests.Evidence;

public sealed class PairedSamplesTests
{
    // 2·Σ_{k ≤ min(b, c)} (b+c over k)/2^(b+c), by hand.
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 5, 0.21875)]
    [InlineData(0, 6, 0.03125)]
    [InlineData(8, 2, 0.109375)]
    [InlineData(30, 10, 0.00222143377)]
    public void The_exact_test_of_McNemar_is_that_of_tossing_a_coin(int b, int c, double chance) =>
        Assert.Equal(chance, PairedSamples.McNemar(b, c), 1e-9);

    [Fact]
    public void With_one_seed_only_samples_that_tell_the_two_apart_count()
    {
        var samples = PairedSamples.Of([(Right(60, 0, 1, 2, 3), Right(60, 2, 3, 4, 5, 6, 7))])!;

        Assert.Equal((60, 2, 4), (samples.Count, samples.OnlyDistilled, samples.OnlyControl));
        Assert.Equal(0.6875, samples.Chance!.Value, 1e-12);
        Assert.False(samples.IsClear);
        Assert.Null(samples.Interval);
    }

    [Fact]
    public void With_several_seeds_the_interval_is_that_of_the_mean_over_samples()
    {
        // Differences of 4 samples over 2 seeds: 1, ½, 0, 0; mean 3/8, deviation √(11/48), t(3) = 3.182446.
        var samples = PairedSamples.Of([(Right(4, 0, 1), Right(4)), (Right(4, 0), Right(4))])!;

        Assert.Null(samples.Chance);
        Assert.Equal(0.375 - (3.182446305 * Math.Sqrt(11.0 / 48) / 2), samples.Interval!.Low, 1e-7);
        Assert.False(samples.IsClear);
    }

    [Fact]
    public void Where_it_is_not_known_which_samples_were_right_nothing_is_said() => Assert.Null(PairedSamples.Of([([], [])]));

    private static bool[] Right(int count, params int[] samples) => [.. Enumerable.Range(0, count).Select(samples.Contains)];
}
