using Decant.Evaluation;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Evaluation;

public sealed class LatencyMeterTests
{
    [Fact]
    public void Calls_that_take_about_equally_long_are_measured_once()
    {
        var (clock, calls) = (new Stopped(), 0);

        var latency = LatencyMeter.Measure(1, () => clock.Pass(TimeSpan.FromMilliseconds(1 + (0.1 * (calls++ % 2)))), clock);

        Assert.True(latency.IsSteady);
        Assert.Equal(200, latency.Repetitions);
        Assert.Equal(210, calls);
    }

    [Fact]
    public void Calls_that_scatter_are_measured_again_and_the_calmest_round_counts()
    {
        var (clock, calls) = (new Stopped(), 0);

        // Every fifth call of the first 210 waits for another program.
        var latency = LatencyMeter.Measure(1, () => clock.Pass(TimeSpan.FromMilliseconds(calls++ < 210 && calls % 5 == 0 ? 3 : 1)), clock);

        Assert.True(latency.IsSteady);
        Assert.Equal(TimeSpan.FromMilliseconds(1), latency.Percentile95);
        Assert.InRange(calls, 211, 420);
    }

    [Fact]
    public void A_machine_that_stays_busy_is_told_and_the_report_gives_no_ratio()
    {
        var (clock, calls) = (new Stopped(), 0);
        var latency = LatencyMeter.Measure(1, () => clock.Pass(TimeSpan.FromMilliseconds(calls++ % 5 == 0 ? 9 : 1)), clock);
        Assert.False(latency.IsSteady);

        var run = SampleRun.OfDigits(1);
        var teacher = run.Arms[0].Seeds[0];
        var busy = run with
        {
            Arms =
            [
                new ArmResult { Name = ArmNames.Teacher, Seeds = [teacher with { Model = teacher.Model with { Latencies = [latency] } }] },
                .. run.Arms.Skip(1),
            ],
        };

        Assert.Contains("faster than the teacher, one sample at a time", HtmlReport.Of(run), StringComparison.Ordinal);
        Assert.Contains("faster than the teacher: the timings scatter too much to say", HtmlReport.Of(busy), StringComparison.Ordinal);
        Assert.DoesNotContain("faster than the teacher, one sample at a time", HtmlReport.Of(busy), StringComparison.Ordinal);
    }

    /// <summary>A clock that moves when it is told to.</summary>
    private sealed class Stopped : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }
}
