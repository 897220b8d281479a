using System.Globalization;
using Decant.Engine;

namespace Decant.Training;

/// <summary>Keeps the last two states of a training as files, <c>NAME.000123.state</c> with the number of files so far.</summary>
/// <param name="name">The files' folder and the beginning of their names.</param>
/// <param name="clock">The clock.</param>
/// <param name="interval">Time after which a state is kept in the middle of an epoch.</param>
/// <param name="note">Is told of files that are damaged.</param>
internal sealed class TrainingCheckpoints(string name, TimeProvider clock, TimeSpan interval, Action<string> note) : ITrainingStore
{
    private const int Kept = 2;
    private const string Extension = ".state";
    private long _last = clock.GetTimestamp();

    /// <inheritdoc/>
    public bool IsDue => clock.GetElapsedTime(_last) >= interval;

    /// <summary>Whether the last one is old enough: epochs that take no time are not worth a file each.</summary>
    public bool IsDueAfterEpoch => clock.GetElapsedTime(_last) >= Shortest;

    /// <summary>Time after which a state is kept at the end of an epoch.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.Zero;

    /// <summary>The files, the newest first.</summary>
    public IReadOnlyList<string> Files =>
        [
            .. from file in Directory.Exists(Folder) ? Directory.GetFiles(Folder, Path.GetFileName(name) + ".*" + Extension) : []
            let number = Number(file)
            where number is not null
            orderby number descending
            select file,
        ];

    private string Folder => Path.GetDirectoryName(Path.GetFullPath(name))!;

    /// <inheritdoc/>
    public TrainingState? Latest(IReadOnlyDictionary<string, string> identity)
    {
        foreach (var file in Files)
        {
            TrainingState state;
            try
            {
                state = TrainingStateFile.Read(file);
            }
            catch (DecantException problem)
            {
                note($"{problem.Message} {(file == Files[^1] ? "The training begins anew" : "The one before is taken")}.");
                continue;
            }

            if (state.Differences(identity) is { Count: > 0 } differences)
            {
                throw new DecantException(
                    $"Resuming from {file}: it belongs to another training: {string.Join("; ", differences)}. Undo "
                        + $"that, or begin anew in another folder."
                );
            }

            note(Where(identity, state.Position));
            return state;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Keep(TrainingState state)
    {
        var files = Files;
        var number = (files.Count == 0 ? 0 : Number(files[0])!.Value) + 1;
        TrainingStateFile.Write(state, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFullPath(name)}.{number:D6}{Extension}"));
        foreach (var old in files.Skip(Kept - 1))
        {
            AtomicFile.Delete(old);
        }

        _last = clock.GetTimestamp();
    }

    /// <summary>The training is done: its last state alone stays, for a run that continues.</summary>
    public void KeepLast()
    {
        foreach (var file in Files.Skip(1))
        {
            AtomicFile.Delete(file);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        foreach (var file in Files)
        {
            AtomicFile.Delete(file);
        }
    }

    private static string Where(IReadOnlyDictionary<string, string> training, TrainingPosition position) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Training {training["arm"]}, seed {training["seed"]}, continues after epoch "
                + $"{position.Epochs.Count}{(position.StepsInEpoch > 0 ? $" and {position.StepsInEpoch} step{(position.StepsInEpoch == 1 ? "" : "s")}" : "")}."
        );

    private int? Number(string file)
    {
        var digits = Path.GetFileName(file)[(Path.GetFileName(name).Length + 1)..^Extension.Length];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
