using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Decant.Cli.Tests;

/// <summary>
/// Folders that become read-only and files that may not grow, at every write of a run: one sentence says what to do, and when it was done
/// the run continues to the same files.
/// </summary>
public sealed partial class UnwritablePlaceTests
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute;
    private const UnixFileMode Writable = ReadOnly | UnixFileMode.UserWrite;

    // The trainings take about a second each, so that a folder can be closed during one.
    private const string Recipe = """
        data: { source: digits, train-images: 600, test-images: 200 }
        teacher: { train: { model: mlp, hidden: [64], epochs: 12, batch: 16 } }
        student: { model: mlp, hidden: [16] }
        training: { epochs: 12, batch: 16, learning-rate: 0.05, seed: 3 }
        compare: { seeds: 1 }
        """;

    private static readonly Lazy<SortedDictionary<string, string>> s_whole = new(Whole);

    [Theory]
    [InlineData("teacher", "checkpoints/resume", @"teacher-seed3-stage1\.\d+\.state")]
    [InlineData("teacher", "checkpoints", @"teacher-seed3\.onnx")]
    [InlineData("teacher", "", @"teacher\.onnx")]
    [InlineData("distilled", "checkpoints/resume", @"distilled-seed3-stage1\.\d+\.state")]
    [InlineData("distilled", "", @"student\.onnx")]
    [InlineData("scratch", "checkpoints", @"scratch-(final-)?seed3\.onnx")]
    [InlineData("scratch", "", @"recipe\.yaml")]
    public void A_folder_that_becomes_read_only_ends_a_run_that_continues_when_it_is_writable_again(
        string moment,
        string place,
        string file
    )
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);
        var closed = folder.File("run", place);
        var program = StartWithoutPrivileges(folder, "distill", "recipe.yaml", "--out", "run");
        ProcessAnswer answer;
        using (program)
        {
            while (program.StandardError.ReadLine() is { } line && !line.StartsWith(moment, StringComparison.Ordinal)) { }
            Mode(closed, ReadOnly);
            answer = DecantProcess.Finish(program);
            Mode(closed, Writable);
        }

        Assert.True(answer.ExitCode == 1, answer.Messages);
        Assert.Matches($"writing .*{file}: expected a place that may be written, permission was refused", InOneLine(answer));
        Assert.Contains("Choose another folder, or change its permissions. Nothing was changed under that name.", InOneLine(answer));
        Assert.Contains("Continue with: decant distill recipe.yaml --out run --resume", InOneLine(answer));
        Assert.DoesNotContain("   at ", answer.Messages);
        Continues(folder);
    }

    [Theory]
    [InlineData("checkpoints/resume", "making the output folder|writing .*lock")]
    [InlineData("log.jsonl", @"writing .*log\.jsonl")]
    public void A_run_that_cannot_write_its_lock_or_its_log_does_not_continue_and_loses_nothing(string place, string operation)
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);
        using (var program = DecantProcess.Start(folder.Path, "distill", "recipe.yaml", "--out", "run"))
        {
            while (program.StandardError.ReadLine() is { } line && !line.StartsWith("distilled", StringComparison.Ordinal)) { }
            program.Kill();
            program.WaitForExit();
        }

        File.Delete(folder.File("run", "checkpoints", "resume", "lock"));
        Mode(folder.File("run", place), ReadOnly);
        using var resumed = StartWithoutPrivileges(folder, "distill", "recipe.yaml", "--out", "run", "--resume");
        var answer = DecantProcess.Finish(resumed);
        Mode(folder.File("run", place), Writable);

        Assert.True(answer.ExitCode == 2, answer.Messages);
        Assert.Matches($"({operation}).*permission was refused. Choose another folder, or change its permissions.", InOneLine(answer));
        Continues(folder);
    }

    [Fact]
    public void A_teacher_that_cannot_be_kept_for_later_runs_is_a_note()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);
        var kept = Directory.CreateDirectory(folder.File("runs", "teachers")).FullName;
        Mode(kept, ReadOnly);
        using var program = StartWithoutPrivileges(folder, "teach", "recipe.yaml", "--out", "run");
        var answer = DecantProcess.Finish(program);
        Mode(kept, Writable);

        Assert.True(answer.ExitCode == 0, answer.Messages);
        Assert.Contains("The teacher could not be kept for later runs: writing", InOneLine(answer));
        Assert.True(File.Exists(folder.File("run", "teacher.onnx")));
    }

    [Fact]
    public void A_folder_without_permission_is_refused_before_any_work()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);
        var place = Directory.CreateDirectory(folder.File("place")).FullName;
        Mode(place, ReadOnly);
        using var program = StartWithoutPrivileges(folder, "distill", "recipe.yaml", "--out", Path.Combine("place", "run"));
        var answer = DecantProcess.Finish(program);
        Mode(place, Writable);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        Assert.Contains("--out: expected a folder that can be written", InOneLine(answer));
        Assert.Empty(Directory.EnumerateFileSystemEntries(place));
    }

    // Blocks of 512 bytes: the recipe alone, the log, a checkpoint, a state.
    [Theory]
    [InlineData(1, 2)]
    [InlineData(8, 1)]
    [InlineData(100, 1)]
    [InlineData(500, 1)]
    public void A_file_over_the_users_limit_ends_a_run_with_a_sentence_and_the_run_continues_without_the_limit(int blocks, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such limit.");
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);
        var start = new ProcessStartInfo("sh")
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The runtime maps its own code through a large file unless this is off.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        string[] words =
        [
            "-c",
            FormattableString.Invariant($"ulimit -f {blocks}; exec \"$0\" \"$@\""),
            "dotnet",
            DecantProcess.Program,
            "distill",
            "recipe.yaml",
            "--out",
            "run",
        ];
        Array.ForEach(words, start.ArgumentList.Add);
        using var program = Process.Start(start)!;
        var answer = DecantProcess.Finish(program);

        Assert.True(answer.ExitCode == exitCode, answer.Messages);
        Assert.Contains("it is larger than this disk or the limit for one file (ulimit -f) allows", InOneLine(answer));
        Assert.Contains("Raise the limit or choose a folder on another disk.", InOneLine(answer));
        Assert.DoesNotContain("defect", answer.Messages);
        Continues(folder);
    }

    private static void Continues(WorkFolder folder)
    {
        var answer = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "run", "--resume");
        Assert.True(answer.ExitCode == 0, answer.Messages);
        Assert.Equal(s_whole.Value, Contents(folder.File("run")));
    }

    private static SortedDictionary<string, string> Whole()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);
        var answer = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "run");
        Assert.True(answer.ExitCode == 0, answer.Messages);
        return Contents(folder.File("run"));
    }

    // Every file by name, the networks with their bytes.
    private static SortedDictionary<string, string> Contents(string run) =>
        new(
            Directory
                .EnumerateFileSystemEntries(run, "*", SearchOption.AllDirectories)
                .ToDictionary(
                    name => Path.GetRelativePath(run, name),
                    name => Path.GetExtension(name) == ".onnx" ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(name))) : ""
                ),
            StringComparer.Ordinal
        );

    // Permissions do not bind root, unless that right is given up.
    private static Process StartWithoutPrivileges(WorkFolder folder, params string[] words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        if (!Environment.IsPrivilegedProcess)
        {
            return DecantProcess.Start(folder.Path, words);
        }

        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "Root is bound by permissions only where setpriv takes that right away.");
        return DecantProcess.StartProgram(
            folder.Path,
            "/usr/bin/setpriv",
            ["--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all", "dotnet", DecantProcess.Program, .. words]
        );
    }

    private static void Mode(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions.");
            return;
        }

        File.SetUnixFileMode(path, mode);
    }

    // The terminal's lines break at its width.
    private static string InOneLine(ProcessAnswer answer) => Break().Replace(answer.Messages, " ");

    [GeneratedRegex(@"\s*\r?\n\s*")]
    private static partial Regex Break();
}
