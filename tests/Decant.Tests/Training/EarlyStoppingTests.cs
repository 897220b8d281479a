using Decant.Training;

namespace Decant.Tests.Training;

public sealed class EarlyStoppingTests
{
    [Fact]
    public void Training_ends_when_the_metric_has_not_improved_for_as_many_epochs_as_the_patience()
    {
        var stopping = new EarlyStopping("accuracy", higherIsBetter: true, patience: 2, smallestGain: 0);

        Assert.True(After(stopping, 1, 0.5) is (true, null));
        Assert.True(After(stopping, 2, 0.7) is (true, null));
        Assert.True(After(stopping, 3, 0.7) is (false, null)); // equal is no improvement
        var (isBest, reason) = After(stopping, 4, 0.6);

        Assert.False(isBest);
        Assert.Equal("early stopping: accuracy on validation was best after epoch 2 (0.7) and did not improve for 2 epochs", reason);
        Assert.Equal(2, stopping.BestEpoch);
    }

    [Fact]
    public void An_improvement_starts_the_wait_again()
    {
        var stopping = new EarlyStopping("accuracy", higherIsBetter: true, patience: 2, smallestGain: 0);
        foreach (var (epoch, value) in new[] { (1, 0.5), (2, 0.4), (3, 0.6), (4, 0.5) })
        {
            Assert.Null(After(stopping, epoch, value).Reason);
        }

        Assert.NotNull(After(stopping, 5, 0.6).Reason);
        Assert.Equal(3, stopping.BestEpoch);
    }

    [Fact]
    public void Lower_is_better_for_a_loss()
    {
        var stopping = new EarlyStopping("loss", higherIsBetter: false, patience: 1, smallestGain: 0);

        Assert.True(After(stopping, 1, 2).IsBest);
        Assert.True(After(stopping, 2, 1).IsBest);
        Assert.NotNull(After(stopping, 3, 1.5).Reason);
        Assert.Equal(2, stopping.BestEpoch);
    }

    [Fact]
    public void A_gain_that_is_not_above_the_smallest_does_not_count()
    {
        var stopping = new EarlyStopping("accuracy", higherIsBetter: true, patience: 3, smallestGain: 0.25);

        Assert.True(After(stopping, 1, 0.25).IsBest);
        Assert.False(After(stopping, 2, 0.5).IsBest);
        Assert.True(After(stopping, 3, 0.75).IsBest);
    }

    [Fact]
    public void A_metric_that_is_not_a_number_is_never_an_improvement()
    {
        var stopping = new EarlyStopping("accuracy", higherIsBetter: true, patience: 1, smallestGain: 0);
        After(stopping, 1, 0.5);

        Assert.False(After(stopping, 2, double.NaN).IsBest);
        Assert.Equal(1, stopping.BestEpoch);
    }

    private static (bool IsBest, string? Reason) After(EarlyStopping stopping, int epoch, double value) =>
        (stopping.Observe(epoch, value), stopping.Reason(epoch));
}
