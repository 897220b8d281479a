using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Decant.Engine;

namespace Decant.Tuning;

/// <summary>
/// The trials of a search in a folder, which several processes may share: each takes the next number under a lock, and what has ended is a
/// line
/// of <c>trials.jsonl</c>. A trial whose process died is taken again.
/// </summary>
/// <param name="folder">The folder, which exists.</param>
/// <param name="cancellation">Ends the waiting for the lock.</param>
internal sealed class TrialLog(string folder, CancellationToken cancellation)
{
    /// <summary>The file with a line for each trial that has ended.</summary>
    public const string File = "trials.jsonl";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(20);
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private string Place => Path.Combine(folder, File);

    /// <summary>The trials that have ended, in the order of their ends.</summary>
    public IReadOnlyList<Trial> Ended() =>
        System.IO.File.Exists(Place) ? [.. System.IO.File.ReadLines(Place).Select(Read).OfType<Trial>()] : [];

    /// <summary>Takes a trial: one whose process died, else a new one.</summary>
    /// <param name="propose">Makes a trial of a number from those that have ended; null where there is nothing left to do.</param>
    /// <returns>The trial, and what to dispose of when it has ended; null where there is nothing to do now.</returns>
    public (Trial Trial, IDisposable Claim)? Take(Func<int, IReadOnlyList<Trial>, IReadOnlyList<Trial>, Trial?> propose)
    {
        using var gate = Enter();
        var ended = Ended();
        var begun = Begun(ended);
        foreach (var orphan in begun)
        {
            if (FolderLock.TryTake(LockOf(orphan.Number)) is { } claim)
            {
                return (orphan, claim);
            }
        }

        var number = ended.Concat(begun).Select(trial => trial.Number + 1).DefaultIfEmpty(0).Max();
        if (propose(number, ended, begun) is not { } trial)
        {
            return null;
        }

        AtomicFile.WriteText(ClaimOf(number), JsonSerializer.Serialize(trial, s_json));
        return (trial, FolderLock.TryTake(LockOf(number))!);
    }

    /// <summary>Waits until no other process is at work on a trial.</summary>
    /// <returns>Whether a trial is left that no one works on, as its process died.</returns>
    public bool AwaitOthers()
    {
        while (true)
        {
            var begun = Begun(Ended());
            if (begun.Count == 0 || begun.Any(trial => !FolderLock.IsHeld(LockOf(trial.Number))))
            {
                return begun.Count > 0;
            }

            cancellation.ThrowIfCancellationRequested();
            cancellation.WaitHandle.WaitOne(s_pause);
        }
    }

    /// <summary>Writes down a trial that has ended.</summary>
    public void Add(Trial trial)
    {
        using var gate = Enter();
        using (var file = new FileStream(Place, FileMode.OpenOrCreate, FileAccess.ReadWrite))
        {
            // A line that a kill cut off stays a line of its own.
            file.Seek(-Math.Min(1, file.Length), SeekOrigin.End);
            var isCut = file.Length > 0 && file.ReadByte() != '\n';
            file.Write(Encoding.UTF8.GetBytes($"{(isCut ? "\n" : "")}{JsonSerializer.Serialize(trial, s_json)}\n"));
        }

        System.IO.File.Delete(ClaimOf(trial.Number));
    }

    // Begun and not ended, by this process, another, or one that died.
    private List<Trial> Begun(IReadOnlyList<Trial> ended) =>
        [
            .. Directory
                .EnumerateFiles(folder, "trial-*.json")
                .Order(StringComparer.Ordinal)
                .Select(file => Read(System.IO.File.ReadAllText(file)))
                .OfType<Trial>()
                .Where(trial => ended.All(other => other.Number != trial.Number)),
        ];

    private FolderLock Enter()
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (FolderLock.TryTake(Path.Combine(folder, "trials.lock")) is { } gate)
            {
                return gate;
            }

            cancellation.WaitHandle.WaitOne(s_wait);
        }
    }

    private string ClaimOf(int number) => Path.Combine(folder, FormattableString.Invariant($"trial-{number:0000}.json"));

    private string LockOf(int number) => Path.Combine(folder, FormattableString.Invariant($"trial-{number:0000}.lock"));

    // The last line may have been cut off by a kill: that trial is taken again.
    private static Trial? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Trial>(line, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
