using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Runs;

namespace Decant.Tests.Pipeline;

/// <summary>What a program sees of a run that it began by code.</summary>
public sealed class TextDisplayTests
{
    private readonly StringWriter _text = new() { NewLine = "\n" };
    private readonly SteppedClock _clock = new();

    [Fact]
    public void Epochs_are_a_line_each_and_no_more_than_one_in_a_pause()
    {
        var display = new TextDisplay(_text, TimeSpan.FromSeconds(2), _clock);
        display.Begin(Plan([]));
        for (var epoch = 1; epoch <= 10; epoch++)
        {
            _clock.Now += TimeSpan.FromSeconds(0.9);
            display.Epoch(Record(epoch));
        }

        Assert.Equal(
            ["training 1 of 1", "epoch 3/10", "epoch 6/10", "epoch 9/10", "epoch 10/10"],
            Lines(line => line[(line.IndexOf("seed 1  ", StringComparison.Ordinal) + 8)..].Split([':', ';'])[0])
        );
    }

    [Fact]
    public void An_epoch_of_minutes_is_not_silent()
    {
        var display = new TextDisplay(_text, TimeSpan.FromSeconds(2), _clock);
        display.Begin(Plan([]));
        for (var step = 1; step <= 60; step++)
        {
            _clock.Now += TimeSpan.FromSeconds(1);
            display.Step(Progress(step, 600));
        }

        Assert.Equal(7, Lines(line => line).Length);
        Assert.Contains("9:50 left", _text.ToString(), StringComparison.Ordinal);
    }

    // 100 operations in 100 s; then 300 of the student at an unknown pace, taken to be the same.
    [Fact]
    public void The_time_that_is_left_is_that_of_the_whole_run()
    {
        var display = new TextDisplay(_text, TimeSpan.FromSeconds(2), _clock);
        display.Begin(Plan([new PlannedTraining(ArmNames.Distilled, 200), new PlannedTraining(ArmNames.Scratch, 100)]));
        _clock.Now += TimeSpan.FromSeconds(10);
        display.Step(Progress(10, 100));

        Assert.Contains("1:30 left, about 6:30 for the whole run", _text.ToString(), StringComparison.Ordinal);
    }

    private string[] Lines(Func<string, string> part) =>
        [.. _text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(part)];

    private static TrainingPlan Plan(IReadOnlyList<PlannedTraining> later) =>
        new(ArmNames.Teacher, "mlp 8", 100, 1, 1, 1 + later.Count, 10, 10, 320, ["hard-labels"], Decant.Evaluation.Accuracy.Facts)
        {
            Work = 100,
            Later = later,
        };

    private static TrainingProgress Progress(int step, int steps) =>
        new()
        {
            Epoch = 1,
            Step = step,
            Steps = steps,
            Samples = 32 * step,
            SamplesPerSecond = 32,
            TotalLoss = 1,
            LossTerms = new double[] { 1 },
            Remaining = TimeSpan.FromSeconds(steps - step),
        };

    private static EpochRecord Record(int epoch) =>
        new()
        {
            Arm = ArmNames.Teacher,
            Seed = 1,
            Epoch = epoch,
            TotalLoss = 1,
            LossTerms = [new NamedValue("hard-labels", 1)],
            LearningRate = 0.1,
            SamplesPerSecond = 100,
            Validation = [new NamedValue("accuracy", 0.5)],
            Duration = TimeSpan.FromSeconds(1),
        };

    private sealed class SteppedClock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
