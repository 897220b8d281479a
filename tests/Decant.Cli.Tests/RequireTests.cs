using System.Text.Json;
using System.Xml.Linq;

namespace Decant.Cli.Tests;

public sealed class RequireTests
{
    private const string Recipe = """
        data: { source: digits, train-images: 300, test-images: 100 }
        teacher: { train: { model: mlp, hidden: [16], epochs: 1 } }
        student: { model: mlp, hidden: [8] }
        training: { epochs: 1, batch: 32 }
        require: { size: 1 MB, latency-p99: 10 s }
        """;

    [Fact]
    public void A_run_that_reaches_what_is_required_is_done_and_one_that_does_not_says_so_with_exit_code_3()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);

        Assert.Equal(0, DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "good").ExitCode);
        var missed = DecantProcess.Run(
            folder.Path,
            ["distill", "recipe.yaml", "--out", "bad", "--junit", "out/decant.xml", "--set", "require.accuracy=99.9 %"]
        );

        Assert.Equal(3, missed.ExitCode);
        Assert.Matches(@"accuracy\s+at least 99\.90? %\s+\d+\.\d+ %\s+not met", missed.Results);
        var required = JsonDocument.Parse(File.ReadAllText(folder.File("bad", "summary.json"))).RootElement.GetProperty("requirements");
        Assert.Equal([true, true, false], required.EnumerateArray().Select(one => one.GetProperty("isMet").GetBoolean()));
        Assert.Contains("Required", File.ReadAllText(folder.File("bad", "report.html")), StringComparison.Ordinal);
        var suite = XDocument.Load(folder.File("out", "decant.xml")).Root!.Element("testsuite")!;
        Assert.Equal(("4", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.True(File.Exists(folder.File("bad", "student.onnx")));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_said_before_any_work()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);

        var answer = DecantProcess.Run(folder.Path, ["distill", "recipe.yaml", "--out", "run", "--junit", "."]);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("--junit: expected a file, '.' is a folder", answer.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("run")));
    }
}
