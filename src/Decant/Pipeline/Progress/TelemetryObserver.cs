using System.Diagnostics;
using System.Diagnostics.Metrics;
using Decant.Notices;
using Decant.Runs;

namespace Decant.Pipeline.Progress;

/// <summary>
/// Tells what goes on to whoever listens in this process: traces of the source <c>Decant</c> (a run, and each training in it) and metrics
/// of the
/// meter <c>Decant</c>. These are .NET's own forms, which OpenTelemetry collects; where no one listens nothing is made.
/// </summary>
internal sealed class TelemetryObserver : IRunObserver, IDisposable
{
    /// <summary>The name of the source of traces and of the meter.</summary>
    public const string Name = "Decant";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Counter<long> s_samples = s_meter.CreateCounter<long>(
        "decant.training.samples",
        "{sample}",
        "Samples that trainings have seen."
    );
    private static readonly Histogram<double> s_epochs = s_meter.CreateHistogram<double>(
        "decant.training.epoch.duration",
        "s",
        "Time of an epoch with its look at the validation part."
    );
    private static readonly Gauge<double> s_loss = s_meter.CreateGauge<double>(
        "decant.training.loss",
        null,
        "Loss of an epoch, all terms."
    );
    private static readonly Gauge<double> s_validation = s_meter.CreateGauge<double>(
        "decant.validation",
        null,
        "A metric on the validation part after an epoch; its tag says which."
    );
    private static readonly Gauge<double> s_test = s_meter.CreateGauge<double>(
        "decant.test",
        null,
        "A metric on the test part; its tag says which."
    );
    private static readonly Counter<long> s_warnings = s_meter.CreateCounter<long>("decant.warnings", "{warning}", "Warnings of runs.");

    private readonly Activity? _run;
    private Activity? _training;
    private int _samplesPerEpoch;

    /// <summary>Begins the trace of a run.</summary>
    /// <param name="name">The recipe's name.</param>
    /// <param name="task">What is learnt.</param>
    public TelemetryObserver(string name, string task)
    {
        _run = s_source.StartActivity("decant.run");
        _run?.SetTag("decant.recipe", name).SetTag("decant.task", task);
    }

    /// <inheritdoc/>
    public void Note(Notice notice)
    {
        if (notice.Kind == NoticeKind.Warning)
        {
            s_warnings.Add(1);
        }

        (_training ?? _run)?.AddEvent(new ActivityEvent(notice.Text));
    }

    /// <inheritdoc/>
    public void Begin(TrainingPlan plan)
    {
        _training?.Dispose();
        _samplesPerEpoch = plan.SamplesPerEpoch;
        _training = s_source.StartActivity("decant.training", ActivityKind.Internal, _run?.Context ?? default);
        _training
            ?.SetTag("decant.arm", plan.Arm)
            .SetTag("decant.seed", plan.Seed)
            .SetTag("decant.architecture", plan.Architecture)
            .SetTag("decant.parameters", plan.Parameters)
            .SetTag("decant.epochs", plan.Epochs);
    }

    /// <inheritdoc/>
    public void Step(in TrainingProgress progress) { }

    /// <inheritdoc/>
    public void Epoch(EpochRecord record)
    {
        var (arm, seed) = (Tag("decant.arm", record.Arm), Tag("decant.seed", record.Seed));
        s_samples.Add(_samplesPerEpoch, arm, seed);
        s_epochs.Record(record.Duration.TotalSeconds, arm, seed);
        s_loss.Record(record.TotalLoss, arm, seed);
        foreach (var metric in record.Validation)
        {
            s_validation.Record(metric.Value, arm, seed, Tag("decant.metric", metric.Name));
        }
    }

    /// <inheritdoc/>
    public void End(string arm, SeedResult result)
    {
        foreach (var metric in result.Test.Metrics)
        {
            s_test.Record(metric.Value, Tag("decant.arm", arm), Tag("decant.seed", result.Seed), Tag("decant.metric", metric.Name));
        }

        _training?.Dispose();
        _training = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _training?.Dispose();
        _run?.Dispose();
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
