using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Decant.Tests.Shared;

namespace Decant.Cli.Tests;

/// <summary>The real program on a task whose labels are numbers.</summary>
public sealed class TargetTaskTests
{
    private const string Table = """
        task: table-regression
        data: { source: csv, path: rows.csv, targets: "price (euro)" }
        teacher:
          train: { model: mlp, hidden: [16], epochs: 6 }
        student: { model: mlp, hidden: [4] }
        training: { epochs: 6, batch: 16, optimizer: adamw, learning-rate: 0.01, seed: 2 }

        """;

    private const string WrongLosses = """
        task: image-regression
        data: { source: digits, target: slant, omit: ['3'] }
        teacher: { train: { model: mlp } }
        student: { model: mlp }
        losses: [soft-targets, label-smoothing, regression]
        training: { early-stopping: { metric: accuracy } }

        """;

    [Fact]
    public void A_run_on_numbers_answers_in_their_unit_and_its_student_can_be_measured()
    {
        // price = 1000 + 200·rooms + 3·area, so a line explains all of it.
        var rows = Enumerable
            .Range(0, 300)
            .Select(i =>
                string.Create(CultureInfo.InvariantCulture, $"{i % 7},{(i * 37) % 101},{1000 + (200 * (i % 7)) + (3 * ((i * 37) % 101))}")
            );
        using var folder = new WorkFolder()
            .With("table.yaml", Table)
            .With("rows.csv", $"rooms,area,price (euro)\n{string.Join('\n', rows)}\n");

        var run = DecantProcess.Run(folder.Path, "distill", "table.yaml", "--out", "run", "--data-root", folder.Path, "--threads", "1");
        var answer = DecantProcess.Run(
            folder.Path,
            "evaluate",
            Path.Combine("run", "student.onnx"),
            "--recipe",
            "table.yaml",
            "--data-root",
            folder.Path
        );

        Assert.True(run.ExitCode == 0, run.Messages);
        Assert.Matches(@"(?m)^  distilled +\d+\.\d{4} euro ", run.Results);
        Assert.Matches(@"validation mean absolute error \d+(\.\d+)? euro", run.Messages);
        var summary = JsonDocument.Parse(File.ReadAllText(folder.File("run", "summary.json"))).RootElement;
        Assert.Equal("euro", summary.GetProperty("metric").GetProperty("unit").GetString());
        Assert.Equal("price (euro)", summary.GetProperty("data").GetProperty("targets")[0].GetString());
        // Numbers depend on the machine's instructions; the rest does not.
        Assert.Equal(0, answer.ExitCode);
        Snapshot.Equals("evaluate-numbers.txt", Regex.Replace(answer.Results, @"[ −]+\d+\.\d+", " #"));
    }

    [Fact]
    public void Data_with_numbers_to_learn_are_shown_and_a_teacher_of_numbers_needs_no_recipe()
    {
        var rows = Enumerable
            .Range(0, 300)
            .Select(i =>
                string.Create(CultureInfo.InvariantCulture, $"{i % 7},{(i * 37) % 101},{1000 + (200 * (i % 7)) + (3 * ((i * 37) % 101))}")
            );
        using var folder = new WorkFolder()
            .With("table.yaml", Table)
            .With("rows.csv", $"rooms,area,price (euro)\n{string.Join('\n', rows)}\n");

        var unaware = DecantProcess.Run(folder.Path, "data", "show", "rows.csv");
        var shown = DecantProcess.Run(folder.Path, "data", "show", "rows.csv", "--targets", "price (euro)");
        var listed = DecantProcess.Run(folder.Path, "data", "show", "rows.csv", "--targets", "price (euro)", "--json");

        Assert.Contains(
            "the last column, price (euro), would be the class, and holds 300 different numbers in 300 rows. To "
                + "learn them as numbers, name it in data.targets",
            unaware.Messages
        );
        Assert.Matches(@"(?m)^  targets: price \(euro\) +regression +1\d{3}\.\d+ +\d+\.\d+$", shown.Results);
        Assert.Contains("no classes", shown.Results);
        Assert.Contains("with task: table-regression above it", shown.Results);
        var data = JsonDocument.Parse(listed.Results).RootElement;
        Assert.EndsWith("""targets: "price (euro)" }""", data.GetProperty("recipe").GetString());
        var target = data.GetProperty("targets")[0];
        Assert.Equal(
            ("targets", "regression", "price (euro)"),
            (target.GetProperty("name").GetString(), target.GetProperty("task").GetString(), target.GetProperty("columns")[0].GetString())
        );
        Assert.InRange(target.GetProperty("mean")[0].GetDouble(), 1000, 2500);

        DecantProcess.Run(
            folder.Path,
            "distill",
            "table.yaml",
            "--out",
            "run",
            "--data-root",
            folder.Path,
            "--threads",
            "1",
            "--no-compare"
        );
        var drafted = DecantProcess.Run(
            folder.Path,
            "distill",
            "--teacher",
            Path.Combine("run", "teacher.onnx"),
            "--data",
            "rows.csv",
            "--out",
            "drafted",
            "--set",
            "training.epochs=1",
            "--no-compare"
        );

        Assert.True(drafted.ExitCode == 0, drafted.Messages);
        Assert.Contains("task: table-regression", drafted.Results);
        Assert.Contains("""targets: "price (euro)" """.TrimEnd(), drafted.Results);
        Assert.True(File.Exists(folder.File("drafted", "student.onnx")));
    }

    [Fact]
    public void Drawn_digits_are_shown_with_everything_that_is_known_of_them()
    {
        using var folder = new WorkFolder();

        var answer = DecantProcess.Run(folder.Path, "data", "show", "digits", "--json");

        var targets = JsonDocument.Parse(answer.Results).RootElement.GetProperty("targets").EnumerateArray();
        Assert.Equal(
            [("slant", "regression"), ("thickness", "regression"), ("strokes", "multi-label")],
            targets.Select(target => (target.GetProperty("name").GetString(), target.GetProperty("task").GetString()))
        );
    }

    [Fact]
    public void What_does_not_fit_numbers_is_shown_at_once_with_what_does()
    {
        using var folder = new WorkFolder().With("wrong.yaml", WrongLosses);

        var answer = DecantProcess.Run(folder.Path, "check", "wrong.yaml");

        Assert.Equal(2, answer.ExitCode);
        Snapshot.Equals("check-numbers.txt", answer.Messages);
    }
}
