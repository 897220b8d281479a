using System.Globalization;
using Decant.Notices;
using Decant.Reporting.TensorBoard;
using Decant.Runs;

namespace Decant.Pipeline.Progress;

/// <summary>
/// Writes the epochs of every training as scalars for TensorBoard, a folder for each arm and seed, and passes everything on.
/// </summary>
/// <param name="folder">Where TensorBoard is pointed to.</param>
/// <param name="next">Who is told next.</param>
/// <param name="clock">The clock.</param>
internal sealed class TensorBoardLog(string folder, IRunObserver next, TimeProvider clock) : IRunObserver, IDisposable
{
    private readonly Dictionary<string, EventFile> _files = [];

    /// <inheritdoc/>
    public void Note(Notice notice) => next.Note(notice);

    /// <inheritdoc/>
    public void Begin(TrainingPlan plan) => next.Begin(plan);

    /// <inheritdoc/>
    public void Step(in TrainingProgress progress) => next.Step(progress);

    /// <inheritdoc/>
    public void Epoch(EpochRecord record)
    {
        Of(record.Arm, record.Seed).Add(record.Epoch, Scalars(record));
        next.Epoch(record);
    }

    /// <inheritdoc/>
    public void End(string arm, SeedResult result)
    {
        if (result.ChosenEpoch is { } epoch)
        {
            Of(arm, result.Seed).Add(epoch, result.Test.Metrics.Select(metric => new NamedValue($"test/{metric.Name}", metric.Value)));
        }

        next.End(arm, result);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }

    private static IEnumerable<NamedValue> Scalars(EpochRecord record) =>
        [
            new("loss/total", record.TotalLoss),
            .. record.LossTerms.Select(term => new NamedValue($"loss/{term.Name}", term.Value)),
            .. record.Validation.Select(metric => new NamedValue($"validation/{metric.Name}", metric.Value)),
            new("learning-rate", record.LearningRate),
            .. record.GradientNorm is { } norm ? [new NamedValue("gradient-norm", norm)] : Array.Empty<NamedValue>(),
            new("samples-per-second", record.SamplesPerSecond),
        ];

    private EventFile Of(string arm, ulong seed)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{arm}-seed{seed}");
        if (!_files.TryGetValue(name, out var file))
        {
            _files[name] = file = new EventFile(Path.Combine(folder, name), clock);
        }

        return file;
    }
}
