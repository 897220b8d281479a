using System.Text.Json;
using Decant.Cli.Parsing;
using Decant.Engine;

namespace Decant.Cli.Tests;

public sealed class SweepTests
{
    private const string Recipe = """
        task: image-classification
        data: { source: digits, train-images: 200, test-images: 100 }
        teacher: { train: { model: mlp, hidden: [16], epochs: 2 } }
        student: { model: mlp, hidden: [4] }
        training: { epochs: 1, batch: 32 }
        """;

    [Theory]
    [InlineData("student.width=8,16", new[] { "8", "16" })]
    [InlineData("student.hidden=[4, 5],[16]", new[] { "[4, 5]", "[16]" })]
    [InlineData(
        "losses=[{ hard-labels: { weight: 1 } }],[soft-targets, hard-labels]",
        new[] { "[{ hard-labels: { weight: 1 } }]", "[soft-targets, hard-labels]" }
    )]
    [InlineData("data.label=\"a, b\"", new[] { "\"a, b\"" })]
    public void Commas_inside_a_value_are_its_own(string argument, string[] values) =>
        Assert.Equal(values, SweptSetting.Parse(argument).Values);

    [Theory]
    [InlineData("student.width")]
    [InlineData("=1,2")]
    [InlineData("student.width=1,,2")]
    [InlineData("student.width=")]
    public void What_is_no_setting_is_explained(string argument) =>
        Assert.Contains(
            "student.width=8,16,32",
            Assert.Throws<DecantException>(() => SweptSetting.Parse(argument)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Two_settings_make_a_grid() =>
        Assert.Equal(
            ["a=1 b=x", "a=1 b=y", "a=2 b=x", "a=2 b=y"],
            SweptSetting.Grid([SweptSetting.Parse("a=1,2"), SweptSetting.Parse("b=x,y")]).Select(changes => string.Join(' ', changes))
        );

    [Fact]
    public void A_sweep_runs_each_value_once_and_runs_and_report_know_them()
    {
        using var folder = new WorkFolder();
        File.WriteAllText(Path.Combine(folder.Path, "small.yaml"), Recipe);
        string[] sweep = ["sweep", "small.yaml", "--set", "student.hidden=[4],[12]", "--no-compare"];

        var first = DecantProcess.Run(folder.Path, sweep);
        var again = DecantProcess.Run(folder.Path, [.. sweep, "--json"]);

        Assert.Equal(0, first.ExitCode);
        Assert.Contains("Run 2 of 2: hidden=[12]", first.Messages, StringComparison.Ordinal);
        Assert.Equal((0, ""), (again.ExitCode, again.Messages)); // nothing is left to train
        var sizes = JsonDocument.Parse(again.Results).RootElement.EnumerateArray().Select(Parameters).ToArray();
        Assert.Equal([(784 * 4) + 4 + (4 * 10) + 10, (784 * 12) + 12 + (12 * 10) + 10], sizes);
        Assert.True(File.Exists(Path.Combine(folder.Path, "runs", "sweep-small", "sweep.html")));

        var listed = DecantProcess.Run(folder.Path, "runs", "--sort", "size", "--match", "hidden=*", "--json");
        Assert.Equal(sizes, JsonDocument.Parse(listed.Results).RootElement.EnumerateArray().Select(Parameters));
        Assert.Equal(0, DecantProcess.Run(folder.Path, "report", "runs", "--out", "both.html").ExitCode);
        Assert.Contains("2 runs", File.ReadAllText(Path.Combine(folder.Path, "both.html")), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder.Path, "small.yaml"), Recipe.Replace("epochs: 1", "epochs: 2", StringComparison.Ordinal));
        var other = DecantProcess.Run(folder.Path, sweep);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("holds a finished run of another recipe", other.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_runs_says_so()
    {
        using var folder = new WorkFolder();
        Assert.Equal(2, DecantProcess.Run(folder.Path, "runs").ExitCode);
        Directory.CreateDirectory(Path.Combine(folder.Path, "runs"));
        Assert.Contains("No finished run in runs", DecantProcess.Run(folder.Path, "runs").Results, StringComparison.Ordinal);
    }

    private static long Parameters(JsonElement run) =>
        run.GetProperty("arms")
            .EnumerateArray()
            .First(arm => arm.GetProperty("name").GetString() == "distilled")
            .GetProperty("parameters")
            .GetInt64();
}
