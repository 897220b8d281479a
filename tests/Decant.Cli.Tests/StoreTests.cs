using System.Globalization;
using System.Security.Cryptography;
using Decant.Engine.Randomness;

namespace Decant.Cli.Tests;

/// <summary>Stores of answers from the command line: processes that are killed, meet, or find the disk full.</summary>
public sealed class StoreTests : IDisposable
{
    private const string Recipe = """
        data: { source: digits, train-images: 14000, test-images: 100 }
        teacher: { train: { model: cnn, channels: [8, 12], epochs: 1, batch: 128 } }
        student: { model: mlp, hidden: [8] }
        losses: [{ soft-targets: { weight: 0.9, temperature: 4 } }, { hard-labels: { weight: 0.1 } }]
        training: { epochs: 2, batch: 128, learning-rate: 0.05, seed: 3 }
        """;

    private readonly WorkFolder _folder = new WorkFolder().With("recipe.yaml", Recipe);

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("DECANT_KILLS") ?? "2", CultureInfo.InvariantCulture);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_making_that_is_killed_at_any_moment_goes_on_to_the_same_answers()
    {
        Make("whole"); // trains the teacher, which is kept
        var start = TimeProvider.System.GetTimestamp();
        Make("again");
        var duration = TimeProvider.System.GetElapsedTime(start);
        var random = new RandomStream(1, "kills").At(0);
        for (var kill = 0; kill < Kills; kill++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"killed{kill}");
            var moment = duration * ((kill + random.NextDouble()) / Kills);
            using (var process = DecantProcess.Start(_folder.Path, "store", "make", "recipe.yaml", "--out", name, "--threads", "1"))
            {
                process.BeginErrorReadLine();
                process.BeginOutputReadLine();
                if (!process.WaitForExit(moment))
                {
                    process.Kill();
                    process.WaitForExit();
                }
            }

            Make(name);
            Assert.Equal(0, DecantProcess.Run(_folder.Path, "store", "check", name).ExitCode);
            Assert.Equal(Answers("whole"), Answers(name));
        }
    }

    [Fact]
    public void Four_parts_made_in_four_processes_and_merged_equal_one_made_at_once()
    {
        Make("whole");
        var processes = Enumerable
            .Range(1, 4)
            .Select(place =>
                DecantProcess.Start(
                    _folder.Path,
                    "store",
                    "make",
                    "recipe.yaml",
                    "--out",
                    "parts",
                    "--shard",
                    $"{place}/4",
                    "--threads",
                    "1"
                )
            )
            .ToArray();
        foreach (var process in processes)
        {
            var answer = DecantProcess.Finish(process);
            Assert.True(answer.ExitCode == 0, answer.Messages);
            process.Dispose();
        }

        var merged = DecantProcess.Run(_folder.Path, "store", "merge", "parts");
        Assert.True(merged.ExitCode == 0, merged.Messages);
        Assert.Equal(Answers("whole"), Answers("parts"));
        Assert.Contains("all 12,600", merged.Results, StringComparison.Ordinal);
        Assert.Equal(0, DecantProcess.Run(_folder.Path, "store", "check", "parts").ExitCode);
        Assert.Equal(4, Answers("whole").Length);
    }

    [Fact]
    public void A_damaged_file_is_named_and_repaired_to_the_same_bytes()
    {
        Make("store");
        var before = Answers("store");
        var file = Directory.GetFiles(_folder.File("store"), "answers-000001-*").Single();
        var bytes = File.ReadAllBytes(file);
        bytes[^1000] ^= 64;
        File.WriteAllBytes(file, bytes);

        var check = DecantProcess.Run(_folder.Path, "store", "check", "store");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains(Path.GetFileName(file), check.Messages, StringComparison.Ordinal);
        Assert.Contains("decant store repair", check.Messages, StringComparison.Ordinal);
        var repair = DecantProcess.Run(_folder.Path, "store", "repair", "store", "--threads", "1");
        Assert.True(repair.ExitCode == 0, repair.Messages);
        Assert.Contains("made anew", repair.Messages, StringComparison.Ordinal);
        Assert.Equal(before, Answers("store"));
        Assert.Equal(0, DecantProcess.Run(_folder.Path, "store", "check", "store").ExitCode);
    }

    [Fact]
    public void Two_processes_do_not_write_one_store()
    {
        using var first = DecantProcess.Start(_folder.Path, "store", "make", "recipe.yaml", "--out", "store", "--threads", "1");
        var place = _folder.File("store", "checkpoints", "resume", "lock");
        while (!File.Exists(place) && !first.HasExited)
        {
            first.WaitForExit(5);
        }

        var second = DecantProcess.Run(_folder.Path, "store", "make", "recipe.yaml", "--out", "store", "--threads", "1");
        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains("at work in", second.Messages, StringComparison.Ordinal);
        var answer = DecantProcess.Finish(first);
        Assert.True(answer.ExitCode == 0, answer.Messages);
        Assert.Equal(0, DecantProcess.Run(_folder.Path, "store", "check", "store").ExitCode);
    }

    [Fact]
    public void A_full_disk_stops_the_making_and_what_was_made_stays()
    {
        Make("whole");
        Directory.CreateDirectory(_folder.File("disk"));
        var dotnet = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "Decant.Cli.dll")}'";
        // A disk of 470 kB, of which 4096 answers of 46 bytes take 190 kB each; then it grows.
        var script = $"""
            mount -t tmpfs -o size=470k tmpfs disk || exit 77
            {dotnet} store make recipe.yaml --out disk/store --threads 1 > first.txt 2>&1; echo "first $?"
            {dotnet} store check disk/store > check.txt 2>&1; echo "check $?"
            mount -o remount,size=4m disk
            {dotnet} store make recipe.yaml --out disk/store --threads 1 > second.txt 2>&1; echo "second $?"
            cp -r disk/store saved
            """;
        using var process = Shell(script);
        if (process is null)
        {
            Assert.Skip("A disk of a few kilobytes takes Linux with user namespaces (unshare -rm).");
        }

        var answer = DecantProcess.Finish(process);
        Assert.SkipWhen(
            answer.ExitCode == 77 || answer.Messages.Contains("unshare", StringComparison.Ordinal),
            "A small disk cannot be mounted here."
        );
        var first = File.ReadAllText(_folder.File("first.txt"));
        Assert.Contains("first 1", answer.Results, StringComparison.Ordinal);
        Assert.Contains("The making will stop when the disk is full", first, StringComparison.Ordinal);
        Assert.Contains("expected room on the disk, it is full", first, StringComparison.Ordinal);
        Assert.Contains("answers are kept in", first, StringComparison.Ordinal);
        Assert.Contains("check 1", answer.Results, StringComparison.Ordinal);
        Assert.Contains("every checksum is right", File.ReadAllText(_folder.File("check.txt")), StringComparison.Ordinal);
        Assert.Contains("second 0", answer.Results, StringComparison.Ordinal);
        Assert.Contains("answers are there already", File.ReadAllText(_folder.File("second.txt")), StringComparison.Ordinal);
        Assert.Equal(Answers("whole"), Answers("saved"));
    }

    private System.Diagnostics.Process? Shell(string script)
    {
        try
        {
            return DecantProcess.StartProgram(_folder.Path, "unshare", ["-rm", "sh", "-c", script]);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private void Make(string name)
    {
        var answer = DecantProcess.Run(_folder.Path, "store", "make", "recipe.yaml", "--out", name, "--threads", "1");
        Assert.True(answer.ExitCode == 0, answer.Messages);
    }

    // Names and bytes of all shards.
    private string[] Answers(string name) =>
        [
            .. Directory
                .GetFiles(_folder.File(name), "answers-*")
                .Order(StringComparer.Ordinal)
                .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
        ];
}
