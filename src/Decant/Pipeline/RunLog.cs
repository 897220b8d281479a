using System.Text.Json;
using Decant.Engine;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>Writes <c>log.jsonl</c>, a line per event as it happens, and passes everything on.</summary>
internal sealed class RunLog : IRunObserver, IDisposable
{
    private readonly IRunObserver _next;
    private readonly StreamWriter _file;
    private readonly TimeProvider _clock;

    /// <summary>Opens the file.</summary>
    public RunLog(string path, IRunObserver next, TimeProvider clock)
    {
        (_next, _clock) = (next, clock);
        try
        {
            _file = new StreamWriter(path) { AutoFlush = true, NewLine = "\n" };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DecantException($"Log '{path}' cannot be written: {failure.Message} Choose another folder with --out.", failure);
        }
    }

    /// <inheritdoc/>
    public void Note(string sentence)
    {
        Write("note", new { sentence });
        _next.Note(sentence);
    }

    /// <inheritdoc/>
    public void Begin(TrainingPlan plan)
    {
        Write("begin", plan);
        _next.Begin(plan);
    }

    /// <inheritdoc/>
    public void Step(in TrainingProgress progress) => _next.Step(progress);

    /// <inheritdoc/>
    public void Epoch(EpochRecord record)
    {
        Write("epoch", new
        {
            record.Arm, record.Seed, record.Epoch, record.TotalLoss,
            terms = record.LossTerms.ToDictionary(term => term.Name, term => term.Value),
            record.LearningRate, record.SamplesPerSecond,
            validation = record.Validation.ToDictionary(metric => metric.Name, metric => metric.Value),
            seconds = record.Duration.TotalSeconds,
        });
        _next.Epoch(record);
    }

    /// <inheritdoc/>
    public void End(string arm, SeedResult result)
    {
        Write("end", new { arm, result.Seed, result.StopReason, test = result.Test.Metrics.ToDictionary(metric => metric.Name, metric => metric.Value) });
        _next.End(arm, result);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Write(string kind, object facts)
    {
        try
        {
            _file.WriteLine(JsonSerializer.Serialize(new { time = _clock.GetUtcNow(), kind, facts }, s_options));
        }
        catch (IOException failure)
        {
            throw new DecantException($"Writing log.jsonl: {failure.Message} Free some space, or choose another folder with --out.", failure);
        }
    }

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
