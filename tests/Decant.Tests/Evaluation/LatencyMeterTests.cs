using Decant.Evaluation;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Evaluation;

public sealed class LatencyMeterTests
{
    // One block of 5 and 20 calls comes before the rounds, ten of them are a round.
    private const int Block = 25;
    private const int Round = 10 * Block;

    [Fact]
    public void Calls_that_take_about_equally_long_are_measured_once()
    {
        var (clock, calls) = (new StoppedClock(), 0);

        var latency = LatencyMeter.Measure(1, [() => clock.Pass(1 + (0.1 * (calls++ % 2)))], clock)[0];

        Assert.True(latency.IsSteady);
        Assert.Equal(200, latency.Repetitions);
        Assert.Equal(Block + Round, calls);
        Assert.Equal(TimeSpan.FromMilliseconds(1), latency.Fastest);
    }

    [Fact]
    public void Calls_that_scatter_are_measured_again_and_the_calmest_round_counts()
    {
        var (clock, calls) = (new StoppedClock(), 0);

        // Every fifth call of the first round waits for another program.
        var latency = LatencyMeter.Measure(1, [() => clock.Pass(calls++ < Block + Round && calls % 5 == 0 ? 3 : 1)], clock)[0];

        Assert.True(latency.IsSteady);
        Assert.Equal(TimeSpan.FromMilliseconds(1), latency.Percentile95);
        Assert.InRange(calls, Block + Round + 1, Block + (2 * Round));
    }

    [Fact]
    public void Percentiles_are_of_the_sorted_calls_and_the_fastest_is_the_mean_of_a_tenth()
    {
        var (clock, calls) = (new StoppedClock(), 0);

        // In every block of 20 that count: 1.01, 1.02 … 1.20 ms.
        var latency = LatencyMeter.Measure(64, [() => clock.Pass(1 + (0.01 * Math.Max(0, (calls++ % Block) - 4)))], clock)[0];

        Assert.Equal(200, latency.Repetitions);
        Assert.Equal(1.11, latency.Median.TotalMilliseconds, 6);
        Assert.Equal(1.20, latency.Percentile99!.Value.TotalMilliseconds, 6);
        // The fastest 20 of 200 are the ten of 1.01 and the ten of 1.02.
        Assert.Equal(1.015, latency.Fastest!.Value.TotalMilliseconds, 6);
        Assert.Equal(64 / 1.015e-3, latency.SamplesPerSecond, 3);
    }

    [Fact]
    public void Several_networks_take_turns_so_that_what_else_runs_concerns_both()
    {
        var (clock, order) = (new StoppedClock(), new List<char>());

        // The machine becomes three times as slow in the middle.
        double Load() => order.Count < 300 ? 1 : 3;
        void Call(char name, double milliseconds)
        {
            clock.Pass(Load() * milliseconds);
            order.Add(name);
        }

        var (slow, fast) = LatencyMeter.Measure(1, [() => Call('s', 0.4), () => Call('f', 0.1)], clock) is [var one, var other]
            ? (one, other)
            : throw new InvalidOperationException();

        Assert.Equal(4, slow.Typical / fast.Typical, 6);
        Assert.Equal(['s', 'f', 's', 'f'], order.Chunk(Block).Take(4).Select(block => Assert.Single(block.Distinct())));
    }

    [Fact]
    public void A_slow_network_is_not_called_more_often_than_needed()
    {
        var (clock, calls) = (new StoppedClock(), 0);

        var latency = LatencyMeter.Measure(
            1,
            [
                () =>
                {
                    calls++;
                    clock.Pass(500);
                },
            ],
            clock
        )[0];

        Assert.Equal(5, latency.Repetitions);
        Assert.Equal(12, calls);
    }

    [Fact]
    public void A_machine_that_stays_busy_does_not_decide_how_much_faster_the_student_is()
    {
        var (clock, calls) = (new StoppedClock(), 0);
        var latency = LatencyMeter.Measure(1, [() => clock.Pass(calls++ % 5 == 0 ? 9 : 0.4)], clock)[0];
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

        // 0.4 ms next to 20 µs.
        Assert.Matches(@">20×<(.|\n){0,80}faster than the teacher, one sample at a time", HtmlReport.Of(busy));
    }
}
