using Decant.Training.Schedules;

namespace Decant.Tests.Training.Schedules;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 0.853553390593274)] // (1 + √½)/2
    [InlineData(0.5, 0.5)]
    [InlineData(0.75, 0.146446609406726)] // (1 − √½)/2
    [InlineData(1, 0)]
    public void The_cosine_falls_along_half_a_cosine(double progress, double share)
    {
        Assert.Equal(share, new CosineSchedule().Share(progress), 1e-14);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 0.55)]
    [InlineData(1, 0.1)]
    public void The_cosine_ends_at_the_share_that_is_to_be_left(double progress, double share)
    {
        Assert.Equal(share, new CosineSchedule { FinalShare = 0.1 }.Share(progress), 1e-14);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0.25, 0, 0.75)]
    [InlineData(1, 0, 0)]
    [InlineData(0.5, 0.2, 0.6)]
    [InlineData(1, 0.2, 0.2)]
    public void The_line_falls_evenly_to_the_share_that_is_to_be_left(double progress, double left, double share)
    {
        Assert.Equal(share, new LinearSchedule { FinalShare = left }.Share(progress), 1e-14);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.4999, 1)]
    [InlineData(0.5, 0.1)]
    [InlineData(0.7499, 0.1)]
    [InlineData(0.75, 0.01)]
    [InlineData(0.9999, 0.01)]
    public void Steps_fall_tenfold_at_half_and_at_three_quarters(double progress, double share)
    {
        Assert.Equal(share, new StepSchedule().Share(progress), 1e-15);
    }

    [Theory]
    [InlineData(0.2, 1)]
    [InlineData(0.3, 0.5)]
    [InlineData(0.6, 0.25)]
    [InlineData(0.95, 0.125)]
    public void Steps_take_their_milestones_and_decay_from_the_options(double progress, double share)
    {
        var schedule = new StepSchedule { Milestones = [0.3, 0.6, 0.9], Decay = 0.5 };
        Assert.Equal(share, schedule.Share(progress));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.99)]
    public void The_constant_schedule_stays(double progress)
    {
        Assert.Equal(1, new ConstantSchedule().Share(progress));
    }
}
