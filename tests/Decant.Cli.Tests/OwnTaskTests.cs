using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Decant.Engine.Onnx;

namespace Decant.Cli.Tests;

/// <summary>The sample of a task of one's own, and the page that shows it.</summary>
public sealed partial class OwnTaskTests
{
    private const int MostLines = 200;

    private static string Sample => Path.Combine(Root(), "samples", "OwnTask");

    // DECANT_UPDATE_DOCS=1 dotnet test … puts the sample into the page.
    [Fact]
    public void The_page_shows_every_file_of_the_sample()
    {
        var page = Path.Combine(Root(), "docs", "howto", "own-task.md");
        var text = File.ReadAllText(page).ReplaceLineEndings("\n");
        var shown = Block().Replace(text, block => block.Groups["head"].Value + Code(block.Groups["file"].Value) + "```\n");
        if (Environment.GetEnvironmentVariable("DECANT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(page, text = shown);
        }

        Assert.Equal(shown, text);
        Assert.Equal(
            Directory.EnumerateFiles(Sample, "*.cs").Select(Path.GetFileName).Order(),
            Block().Matches(text).Select(block => block.Groups["file"].Value).Order()
        );
    }

    [Fact]
    public void The_sample_is_short() =>
        Assert.InRange(Directory.EnumerateFiles(Sample, "*.cs").Sum(file => File.ReadLines(file).Count()), 1, MostLines);

    [Fact]
    public void A_task_of_ones_own_distils_continues_after_a_kill_reports_exports_and_predicts()
    {
        using var whole = new WorkFolder();
        var expected = DecantProcess.RunSample(whole.Path, "OwnTask");
        Assert.True(expected.ExitCode == 0, expected.Messages);

        using var killed = new WorkFolder();
        Kill(killed);
        Assert.False(File.Exists(killed.File("runs", "own-task", "summary.json")));
        var last = DecantProcess.RunSample(killed.Path, "OwnTask");
        Assert.True(last.ExitCode == 0, last.Messages);

        // The training of the teacher was done, so it is not done again; the files are those of a run that was never killed.
        Assert.DoesNotContain("teacher   seed 1  epoch 2", last.Messages);
        foreach (var file in new[] { "teacher.onnx", "student.onnx" })
        {
            Assert.Equal(File.ReadAllBytes(whole.File("runs", "own-task", file)), File.ReadAllBytes(killed.File("runs", "own-task", file)));
        }

        Assert.Equal(expected.Results.Split('\n')[^2], last.Results.Split('\n')[^2]);
        Assert.Matches(@"^bought: \d+ %, for \d+\.\d\d euros$", last.Results.Trim().Split('\n')[^1]);
        Assert.Equal(
            ["logits", "probabilities", "price"],
            OnnxFile.Read(killed.File("runs", "own-task", "student.onnx")).Outputs.Select(output => output.Name)
        );

        var report = File.ReadAllText(killed.File("runs", "own-task", "report.html"));
        Assert.Contains("age, loyalty, haste; 0 to 1", report, StringComparison.Ordinal);
        Assert.Contains("the price in euros", report, StringComparison.Ordinal);
        var summary = JsonDocument.Parse(File.ReadAllText(killed.File("runs", "own-task", "summary.json"))).RootElement;
        Assert.Equal("shop-visits", summary.GetProperty("task").GetString());
        var test = summary
            .GetProperty("arms")
            .EnumerateArray()
            .Single(arm => arm.GetProperty("name").GetString() == "distilled")
            .GetProperty("test");
        Assert.True(test.GetProperty("accuracy").GetProperty("mean").GetDouble() > 0.9);
        Assert.True(test.GetProperty("priceError").GetProperty("mean").GetDouble() < 1);
    }

    // With the signal that no program can refuse, once the student has learnt for two epochs.
    private static void Kill(WorkFolder folder)
    {
        using var process = DecantProcess.StartSample(folder.Path, "OwnTask");
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var log = folder.File("runs", "own-task", "log.jsonl");
        while (!process.HasExited && !HasBegun(log))
        {
            process.WaitForExit(TimeSpan.FromMilliseconds(5));
        }

        Assert.False(process.HasExited, "The sample ended before it was killed.");
        process.Kill();
        process.WaitForExit();
    }

    private static bool HasBegun(string log)
    {
        if (!File.Exists(log))
        {
            return false;
        }

        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Contains("\"arm\":\"distilled\",\"seed\":1,\"epoch\":2", StringComparison.Ordinal);
    }

    private static string Code(string file) => File.ReadAllText(Path.Combine(Sample, file)).ReplaceLineEndings("\n");

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    [GeneratedRegex("(?<head><!-- samples/OwnTask/(?<file>\\w+\\.cs) -->\n```csharp\n)(?<code>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Block();
}
