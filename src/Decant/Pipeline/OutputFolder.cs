using System.Globalization;
using Decant.Engine;
using Decant.Recipes;
using Decant.Reporting;

namespace Decant.Pipeline;

/// <summary>The folder of one run: new or empty before it, never another run's.</summary>
/// <param name="path">Where it lies, as it is shown.</param>
internal sealed class OutputFolder(string path)
{
    private const string Runs = "runs";
    private const int HashDigits = 6;

    private readonly bool _existed = Directory.Exists(path);

    // Whether a run that ended early lies in it and is to be continued.
    private bool _isContinued;

    /// <summary>Where it lies, as it is shown.</summary>
    public string Path => path;

    /// <summary>Where trained teachers are kept for later runs; inside the run's folder where the usual place cannot be written.</summary>
    public string Teachers => System.IO.Path.Combine(CanWrite(Runs, out _) ? Runs : path, "teachers");

    /// <summary>Names of what lies in it, without what is half-written; empty where it does not exist.</summary>
    public IReadOnlyList<string> Contents =>
        Directory.Exists(path)
            ?
            [
                .. Directory
                    .EnumerateFileSystemEntries(path)
                    .Select(entry => System.IO.Path.GetFileName(entry)!)
                    .Where(name => !name.EndsWith(".partial", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Makes the folder that was asked for, or one named after date, recipe and fingerprint.</summary>
    /// <param name="asked">The folder that was asked for; null for none.</param>
    /// <param name="place">Where it was asked for, in front of errors, such as <c>--out</c>.</param>
    /// <param name="name">The recipe's name.</param>
    /// <param name="recipe">The recipe, for its fingerprint.</param>
    /// <param name="clock">Tells the date.</param>
    /// <param name="isResumed">
    /// Whether the run that lies in the folder continues; where no folder is asked for, the last one of this recipe's name that ended
    /// early.
    /// </param>
    /// <param name="takesMore">
    /// Whether the finished run in the folder goes on with more seeds; where no folder is asked for, the last one of this recipe's name
    /// that
    /// can.
    /// </param>
    /// <exception cref="DecantException">It cannot be written, or holds something already, or holds nothing that can continue.</exception>
    public static OutputFolder Make(
        string? asked,
        string place,
        string name,
        Recipe recipe,
        TimeProvider clock,
        bool isResumed = false,
        bool takesMore = false
    )
    {
        var folder = new OutputFolder(
            asked
                ?? (
                    takesMore ? Last(name, path => RunFolder.TakesSeeds(path) || RunFolder.IsUnfinished(path)) ?? throw NoneTakesMore(name)
                    : isResumed ? Last(name, RunFolder.IsUnfinished) ?? throw NoneUnfinished(name)
                    : FreeName(name, recipe, clock)
                )
        );
        if (File.Exists(folder.Path))
        {
            throw new DecantException($"{place}: expected a folder, '{folder.Path}' is a file. Choose another name.");
        }

        if (takesMore && !RunFolder.TakesSeeds(folder.Path) && !RunFolder.IsUnfinished(folder.Path))
        {
            throw new DecantException(
                $"--more: expected a finished run of decant compare in '{folder.Path}', which keeps what further seeds need, and found none. "
                    + "Begin one: leave --more out."
            );
        }

        folder._isContinued =
            takesMore || isResumed && (RunFolder.IsUnfinished(folder.Path) || (folder._existed && RunFolder.HasNotBegun(folder.Path)));
        if (folder is { _isContinued: false, Contents: [var first, ..] contents })
        {
            if (RunFolder.IsUnfinished(folder.Path))
            {
                throw new DecantException(
                    $"{place}: '{folder.Path}' holds a run that "
                        + $"{(RunFolder.IsInUse(folder.Path) ? "is at work" : "ended early; --resume continues it")}. A "
                        + $"run never overwrites another: choose another folder, or remove this one."
                );
            }

            if (isResumed && File.Exists(System.IO.Path.Combine(folder.Path, RunFiles.Summary)))
            {
                throw new DecantException(
                    $"--resume: the run in '{folder.Path}' is finished; {RunFiles.Report} shows it. Begin another one in another folder."
                );
            }

            var more = contents.Count > 1 ? $" and {contents.Count - 1} more" : "";
            throw new DecantException(
                $"{place}: expected a folder that is new or empty, '{folder.Path}' holds {first}{more}. A run never "
                    + $"overwrites another: choose another folder, or remove this one."
            );
        }

        if (!CanWrite(folder.Path, out var reason))
        {
            throw new DecantException(
                $"{place}: expected a folder that can be written, '{folder.Path}' cannot: {reason} Choose another "
                    + $"folder, or change its permissions."
            );
        }

        return folder;
    }

    /// <summary>Whether the run in it can be continued.</summary>
    public bool IsUnfinished => RunFolder.IsUnfinished(path) && !RunFolder.IsInUse(path);

    /// <summary>Removes what was written since <see cref="Make"/>, where that found the folder missing or empty.</summary>
    public void Undo()
    {
        if (_isContinued || RunFolder.IsInUse(path))
        {
            return;
        }

        try
        {
            if (!_existed)
            {
                Directory.Delete(path, recursive: true);
                return;
            }

            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos())
            {
                (entry as DirectoryInfo)?.Delete(recursive: true);
                (entry as FileInfo)?.Delete();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error that ended the run is the one to tell; what stays is listed with it.
        }
    }

    private static string InFolderName(string name) =>
        string.Concat(name.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-'));

    // Whatever its recipe says now: how it differs is told when it is continued.
    private static string? Last(string name, Func<string, bool> isMeant)
    {
        var folders = Directory.Exists(Runs) ? Directory.GetDirectories(Runs, $"????-??-??-{InFolderName(name)}-*").Where(isMeant) : [];
        return folders.OrderBy(folder => File.GetLastWriteTimeUtc(System.IO.Path.Combine(folder, RunLog.File))).LastOrDefault();
    }

    private static DecantException NoneUnfinished(string name) =>
        new(
            $"--resume: expected a run of '{name}' that ended early, found none in '{Runs}'. Name its folder "
                + $"with --out, or leave --resume out to begin one."
        );

    private static DecantException NoneTakesMore(string name) =>
        new(
            $"--more: expected a finished run of decant compare of '{name}', found none in '{Runs}'. Name its folder with --out, or leave "
                + $"--more out to begin one."
        );

    private static string FreeName(string name, Recipe recipe, TimeProvider clock)
    {
        var date = clock.GetLocalNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var full = System.IO.Path.Combine(Runs, $"{date}-{InFolderName(name)}-{RecipeFingerprint.Of(recipe)[..HashDigits]}");
        var free = full;
        for (var number = 2; Directory.Exists(free) || File.Exists(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{full}-{number}");
        }

        return free;
    }

    // Only trying tells: permissions, read-only disks and full ones look alike from outside. Nothing stays behind.
    internal static bool CanWrite(string folder, out string reason)
    {
        var made = Missing(folder);
        var probe = System.IO.Path.Combine(folder, $".{Environment.ProcessId}.partial");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(probe, [0]);
            File.Delete(probe);
            made.ForEach(Directory.Delete);
            reason = "";
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reason = $"{exception.Message.TrimEnd('.')}.";
            return false;
        }
    }

    // Innermost first.
    private static List<string> Missing(string folder)
    {
        var missing = new List<string>();
        for (var at = System.IO.Path.GetFullPath(folder); at is not null && !Directory.Exists(at); at = System.IO.Path.GetDirectoryName(at))
        {
            missing.Add(at);
        }

        return missing;
    }
}
