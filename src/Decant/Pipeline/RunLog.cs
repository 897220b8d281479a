using System.Text.Json;
using Decant.Engine;
using Decant.Notices;
using Decant.Reporting;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>Writes <c>log.jsonl</c>, a line per event as it happens, and passes everything on.</summary>
internal sealed class RunLog : IRunObserver, IDisposable
{
    /// <summary>Its file in the run's folder.</summary>
    public const string File = "log.jsonl";

    private readonly string _path;
    private readonly IRunObserver _next;
    private readonly StreamWriter _file;
    private readonly TimeProvider _clock;
    private readonly List<string> _warnings = [];
    private bool _hasStepped;

    /// <summary>Opens the file; lines that are there stay, but a last one that a crash cut off goes.</summary>
    public RunLog(string path, IRunObserver next, TimeProvider clock)
    {
        (_path, _next, _clock) = (path, next, clock);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            file.SetLength(WholeLines(file));
            file.Seek(0, SeekOrigin.End);
            _file = new StreamWriter(file) { AutoFlush = true, NewLine = "\n" };
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            throw WriteFailure.Of($"writing {path}", failure);
        }
    }

    /// <summary>The warnings so far, each once, as sentences.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <inheritdoc/>
    public void Note(Notice notice)
    {
        if (notice.Kind == NoticeKind.Warning && Sentence(notice.Sentence) is var warning && !_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }

        Write("note", Json(new { sentence = notice.Text }));
        _next.Note(notice);
    }

    /// <inheritdoc/>
    public void Begin(TrainingPlan plan)
    {
        Write("begin", Json(plan));
        _next.Begin(plan);
    }

    /// <inheritdoc/>
    public void Step(in TrainingProgress progress)
    {
        // Only the first: it tells how long the run took to begin.
        if (!_hasStepped)
        {
            _hasStepped = true;
            Write("first-step", "{}");
        }

        _next.Step(progress);
    }

    /// <inheritdoc/>
    public void Epoch(EpochRecord record)
    {
        Write("epoch", EpochJson.Of(record));
        _next.Epoch(record);
    }

    /// <inheritdoc/>
    public void End(string arm, SeedResult result)
    {
        Write(
            "end",
            Json(
                new
                {
                    arm,
                    result.Seed,
                    result.StopReason,
                    test = result.Test.Metrics.ToDictionary(metric => metric.Name, metric => metric.Value),
                }
            )
        );
        _next.End(arm, result);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // Length up to the last end of a line.
    private static long WholeLines(FileStream file)
    {
        for (var length = file.Length; length > 0; length--)
        {
            file.Seek(length - 1, SeekOrigin.Begin);
            if (file.ReadByte() == '\n')
            {
                return length;
            }
        }

        return 0;
    }

    private void Write(string kind, string facts)
    {
        try
        {
            _file.WriteLine($"{{\"time\":\"{_clock.GetUtcNow():O}\",\"kind\":\"{kind}\",\"facts\":{facts}}}");
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            throw WriteFailure.Of($"writing {_path}", failure);
        }
    }

    private static string Json<T>(T facts) => JsonSerializer.Serialize(facts, JsonSerializerOptions.Web);

    // A key of the recipe stays as it is written there.
    private static string Sentence(string text) => text.Split(' ')[0].Contains('.') ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
