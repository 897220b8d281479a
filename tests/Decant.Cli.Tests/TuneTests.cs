using System.Text.Json;

namespace Decant.Cli.Tests;

public sealed class TuneTests
{
    private const string Recipe = """
        task: image-classification
        data: { source: digits, train-images: 200, test-images: 100 }
        teacher: { train: { model: mlp, hidden: [16], epochs: 2 } }
        student: { model: mlp, hidden: [4] }
        training: { epochs: 2, batch: 32 }
        """;

    [Fact]
    public void A_search_writes_a_recipe_that_runs_and_a_page()
    {
        using var folder = new WorkFolder();
        File.WriteAllText(Path.Combine(folder.Path, "small.yaml"), Recipe);

        var answer = DecantProcess.Run(
            folder.Path,
            "tune",
            "small.yaml",
            "--trials",
            "2",
            "--fresh-seeds",
            "1",
            "--out",
            "search",
            "--json"
        );

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("trial 1/2  the recipe as it is", answer.Messages, StringComparison.Ordinal);
        var result = JsonDocument.Parse(answer.Results).RootElement;
        Assert.Equal(2, result.GetProperty("finalists").GetArrayLength());
        Assert.Equal(
            ["losses.soft-targets.temperature", "losses.soft-targets.weight", "training.schedule", "training.learning-rate"],
            result.GetProperty("importance").EnumerateObject().Select(setting => setting.Name)
        );
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(Path.Combine(folder.Path, "search", "tune.html")), StringComparison.Ordinal);
        Assert.Equal(0, DecantProcess.Run(folder.Path, "check", "search/tuned.yaml").ExitCode);
    }

    [Fact]
    public void A_range_that_is_none_is_explained()
    {
        using var folder = new WorkFolder();
        File.WriteAllText(Path.Combine(folder.Path, "small.yaml"), Recipe);

        var answer = DecantProcess.Run(folder.Path, "tune", "small.yaml", "--search", "training.batch=64");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("received 'training.batch=64'", answer.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "runs")));
    }
}
