using System.Globalization;
using System.Security.Cryptography;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>The run's own folder: every file appears whole under its final name, or not at all.</summary>
/// <remarks>While the run is not finished, what continues it lies in <c>checkpoints/resume</c>.</remarks>
internal sealed class RunFolder : IDisposable
{
    private const string Resume = "checkpoints/resume",
        Lock = $"{Resume}/lock",
        IdentityFile = $"{Resume}/run.json",
        FinishedFile = $"{Resume}/finished.json";
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(3),
        s_shortest = TimeSpan.FromSeconds(2);
    private readonly FolderLock? _lock;
    private bool _isFinished;

    /// <summary>Makes the folder, or opens it again, and keeps other runs out of it. What a crash left half-written goes.</summary>
    /// <exception cref="DecantException">It cannot be made or written, or another run is at work in it.</exception>
    public RunFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(this[Resume]);
            _lock = RunLock.Take(this[Lock], Path);
            foreach (var half in Directory.EnumerateFiles(Path, "*.partial", SearchOption.AllDirectories))
            {
                File.Delete(half);
            }
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            _lock?.Dispose();
            throw WriteFailure.Of($"making the output folder {Path}", failure);
        }
    }

    private RunFolder() => Path = "";

    /// <summary>No folder, for what is never written.</summary>
    public static RunFolder None { get; } = new();

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The full name of a file in it.</summary>
    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>Writes a network.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Save(Graph network, string file)
    {
        OnnxFile.Write(network, this[file]);
        return new FileInfo(this[file]).Length;
    }

    /// <summary>Copies a file of the user's as it is.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Take(string source, string file)
    {
        AtomicFile.Copy(source, this[file]);
        return new FileInfo(this[file]).Length;
    }

    /// <summary>Writes the newest checkpoint of a training over the one before.</summary>
    /// <returns>Its file, relative to the folder, with the epoch in words.</returns>
    public string SaveCheckpoint(Graph network, string arm, ulong seed, int epoch)
    {
        var file = Checkpoint(arm, seed);
        OnnxFile.Write(network, this[file]);
        return string.Create(CultureInfo.InvariantCulture, $"{file} (epoch {epoch})");
    }

    /// <summary>
    /// Writes the network that a training gave, and removes the training's checkpoint: the same weights would lie there twice.
    /// </summary>
    /// <returns>Its size in bytes.</returns>
    public long SaveTrained(Graph network, string file, string arm, ulong seed)
    {
        var bytes = Save(network, file);
        if (Checkpoint(arm, seed) is var checkpoint && checkpoint != file)
        {
            AtomicFile.Delete(this[checkpoint]);
        }

        return bytes;
    }

    /// <summary>Whether a folder holds a run that ended early.</summary>
    public static bool IsUnfinished(string path) => File.Exists(System.IO.Path.Combine(path, IdentityFile));

    /// <summary>Whether a folder holds a finished run that kept its states, so that it can take more seeds.</summary>
    public static bool TakesSeeds(string path) => !IsUnfinished(path) && File.Exists(System.IO.Path.Combine(path, FinishedFile));

    /// <summary>Whether a run that lives is at work in a folder.</summary>
    public static bool IsInUse(string path) => FolderLock.IsHeld(System.IO.Path.Combine(path, Lock));

    /// <summary>Whether a folder holds nothing but what a run writes before it says what it is.</summary>
    public static bool HasNotBegun(string path) =>
        !Directory.Exists(path)
        || (
            !IsUnfinished(path)
            && Directory
                .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .All(file =>
                    file.EndsWith(".partial", StringComparison.Ordinal)
                    || System.IO.Path.GetFullPath(file) == System.IO.Path.GetFullPath(System.IO.Path.Combine(path, Lock))
                )
        );

    /// <summary>Says what the run is, or checks that it is the one that lies here.</summary>
    /// <param name="identity">The run that is wanted.</param>
    /// <param name="takesMore">Whether a finished run goes on with more seeds.</param>
    /// <returns>The run that is to be done: the one that lies here, or the one that begins.</returns>
    /// <exception cref="DecantException">Another run lies here; says how they differ.</exception>
    public RunIdentity Identify(RunIdentity identity, bool takesMore = false)
    {
        if (takesMore && TakesSeeds(Path))
        {
            identity = Extended(RunIdentity.Read(this[FinishedFile]), identity);
            identity.Write(this[IdentityFile]);
            AtomicFile.Delete(this[FinishedFile]);
            return identity;
        }

        if (!IsUnfinished(Path))
        {
            identity.Write(this[IdentityFile]);
            return identity;
        }

        var begun = RunIdentity.Read(this[IdentityFile]);
        return begun.Differences(identity) is { Count: > 0 } differences
            ? throw new DecantException(
                $"--resume: the run in '{Path}' is another one. {string.Join("; ", differences)}. Undo that, or "
                    + $"begin anew in another folder with --out."
            )
            : begun;
    }

    private RunIdentity Extended(RunIdentity finished, RunIdentity wanted)
    {
        if (finished.WithSeedsOf(wanted).Differences(wanted) is { Count: > 0 } differences)
        {
            throw new DecantException(
                $"--more: the run in '{Path}' is another one. {string.Join("; ", differences)}. Undo that, or begin anew in another "
                    + "folder with --out."
            );
        }

        return wanted.Seeds > finished.Seeds
            ? wanted with
            {
                Started = finished.Started,
                Looks = finished.Looks,
            }
            : throw new DecantException(
                $"--more: the run in '{Path}' has {finished.Seeds} seed{(finished.Seeds == 1 ? "" : "s")} already, and was asked for "
                    + $"{wanted.Seeds} in all. Ask for more: --seeds {finished.Seeds + 2}."
            );
    }

    /// <summary>Where the states of one training are kept.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stage">The training's number in its arm, from 1.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="note">Is told of damaged files, and where the training continues.</param>
    public TrainingCheckpoints States(string arm, ulong seed, int stage, TimeProvider clock, Action<string> note) =>
        new(this[string.Create(CultureInfo.InvariantCulture, $"{Resume}/{arm}-seed{seed}-stage{stage}")], clock, s_interval, note)
        {
            Shortest = s_shortest,
        };

    /// <summary>The run is done: what could continue it goes, but for what further seeds need where that is wanted.</summary>
    /// <param name="keeps">What the run is, where it may take more seeds; null where it may not.</param>
    public void Finish(RunIdentity? keeps = null)
    {
        if (keeps is not null)
        {
            keeps.Write(this[FinishedFile]);
            AtomicFile.Delete(this[IdentityFile]);
            return;
        }

        _isFinished = true;
        AtomicFile.Delete(this[IdentityFile]); // first: from here on the run counts as finished
        foreach (var file in Directory.EnumerateFiles(this[Resume]).Where(file => file != this[Lock]))
        {
            AtomicFile.Delete(file);
        }
    }

    /// <summary>Lets other runs in.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        if (_isFinished && Directory.Exists(this[Resume]) && !Directory.EnumerateFileSystemEntries(this[Resume]).Any())
        {
            Directory.Delete(this[Resume]);
            // Where nothing was trained, nothing is left in it.
            var checkpoints = System.IO.Path.GetDirectoryName(this[Resume])!;
            if (!Directory.EnumerateFileSystemEntries(checkpoints).Any())
            {
                Directory.Delete(checkpoints);
            }
        }
    }

    /// <summary>SHA-256 of a file, in hexadecimal.</summary>
    public static string Fingerprint(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string Checkpoint(string arm, ulong seed) =>
        string.Create(CultureInfo.InvariantCulture, $"checkpoints/{arm}-seed{seed}.onnx");
}
