using System.Diagnostics;
using System.Diagnostics.Metrics;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Tests.Pipeline;

/// <summary>What listeners of this process hear of a run, as OpenTelemetry does.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Recipe = """
        task: image-classification
        data: { source: digits, train-images: 120, test-images: 60 }
        teacher: { train: { model: mlp, hidden: [8], epochs: 2 } }
        student: { model: mlp, hidden: [4] }
        training: { epochs: 3, batch: 20 }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("decant-telemetry-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_is_a_trace_of_its_trainings_and_every_epoch_a_measure()
    {
        var name = Path.GetFileName(_folder);
        var ended = new List<Activity>();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Decant",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (ended)
                {
                    ended.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(traces);
        var thread = Environment.CurrentManagedThreadId;
        var heard = new List<(string Instrument, double Value, Dictionary<string, object?> Tags)>();
        using var metrics = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Decant")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        // Tests of other runs are measured, too, on threads of their own.
        metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        metrics.Start();

        var run = Distillation
            .Run(
                RecipeReader.ReadText(Recipe, "telemetry"),
                new RunSettings
                {
                    Name = name,
                    OutputFolder = Path.Combine(_folder, "run"),
                    TeacherFolder = Path.Combine(_folder, "teachers"),
                    Threads = 1,
                },
                new SmallRun.Listener(),
                TestContext.Current.CancellationToken
            )
            .Run;

        var whole = Assert.Single(ended, activity =>
            activity.OperationName == "decant.run" && (string?)activity.GetTagItem("decant.recipe") == name
        );
        var trainings = ended.Where(activity => activity.ParentSpanId == whole.SpanId).ToArray();
        Assert.Equal(["teacher", "distilled", "scratch"], trainings.Select(training => training.GetTagItem("decant.arm")));
        Assert.All(trainings, training => Assert.True(training.Duration > TimeSpan.Zero));

        var distilled = run.Arm("distilled")!.Seeds[0];
        var validation = heard.Where(one => one.Instrument == "decant.validation" && Is(one.Tags, "distilled", "accuracy"));
        Assert.Equal(distilled.Epochs.Select(epoch => epoch.ValidationMetric("accuracy")!.Value), validation.Select(one => one.Value));
        var test = Assert.Single(heard, one => one.Instrument == "decant.test" && Is(one.Tags, "distilled", "accuracy"));
        Assert.Equal(distilled.Test.Metric("accuracy"), test.Value);
        var samples = heard.Where(one => one.Instrument == "decant.training.samples" && Equals(one.Tags["decant.arm"], "distilled"));
        Assert.Equal(3.0 * run.Data.Train, samples.Sum(one => one.Value));

        void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                heard.Add((instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
            }
        }
    }

    private static bool Is(Dictionary<string, object?> tags, string arm, string metric) =>
        Equals(tags["decant.arm"], arm) && Equals(tags["decant.metric"], metric);
}
