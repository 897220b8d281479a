using System.Text.Json;

namespace Decant.Cli.Tests;

/// <summary>The real program with --profile.</summary>
public sealed class ProfileTests
{
    private const string Recipe = """
        data: { source: digits, train-images: 200, test-images: 60 }
        teacher: { train: { model: mlp, hidden: [12], epochs: 2 } }
        student: { model: mlp, hidden: [6] }
        training: { epochs: 3, batch: 32, seed: 3 }

        """;

    [Fact]
    public void A_run_tells_what_the_operators_of_all_its_networks_took()
    {
        using var folder = new WorkFolder().With("small.yaml", Recipe);

        var run = DecantProcess.Run(folder.Path, "distill", "small.yaml", "--out", "run", "--threads", "1", "--profile", "where.txt");

        Assert.True(run.ExitCode == 0, run.Messages);
        Assert.Contains(
            "Where the time went: where.txt; as a trace for chrome://tracing or ui.perfetto.dev: where.trace.json",
            run.Messages
        );
        var table = File.ReadAllText(folder.File("where.txt"));
        Assert.Contains("SgdUpdate", table, StringComparison.Ordinal);
        // Three looks at the validation images are one graph.
        Assert.Single(table.Split('\n'), line => line.StartsWith("distilled, seed 3, validation: mlp: ", StringComparison.Ordinal));
        foreach (
            var graph in new[]
            {
                "teacher, seed 3, step",
                "distilled, seed 3, step",
                "scratch, seed 3, step",
                "teacher, answers",
                "distilled, seed 3, test",
            }
        )
        {
            Assert.Contains($"\n{graph}: mlp", table);
        }

        using var trace = JsonDocument.Parse(File.ReadAllText(folder.File("where.trace.json")));
        var events = trace.RootElement.GetProperty("traceEvents").EnumerateArray().ToArray();
        Assert.Contains(events, one =>
            one.GetProperty("name").GetString() == "thread_name"
            && one.GetProperty("args").GetProperty("name").GetString() == "scratch, seed 3, step: mlp"
        );
        Assert.Contains(events, one =>
            one.GetProperty("ph").GetString() == "X"
            && one.GetProperty("cat").GetString() == "scratch, seed 3, step: mlp"
            && one.GetProperty("dur").GetDouble() > 0
        );
    }

    [Theory]
    [InlineData("place", "expected a file, 'place' is a folder.")]
    [InlineData("table.txt", "expected a file, 'table.trace.json' is a folder.")]
    public void A_profile_that_cannot_be_written_is_refused_before_the_work(string file, string problem)
    {
        using var folder = new WorkFolder().With("small.yaml", Recipe);
        Directory.CreateDirectory(folder.File("place"));
        Directory.CreateDirectory(folder.File("table.trace.json"));

        var answer = DecantProcess.Run(folder.Path, "distill", "small.yaml", "--profile", file);

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains($"--profile: {problem}", answer.Messages);
        Assert.False(Directory.Exists(folder.File("runs")));
    }
}
