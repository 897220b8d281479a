using System.Text.Json;
using System.Text.RegularExpressions;

namespace Decant.Cli.Tests;

/// <summary>One small run of the real program, looked at from all sides.</summary>
public sealed class DistillTests : IClassFixture<DistillTests.TinyRun>
{
    private readonly TinyRun _run;

    public DistillTests(TinyRun run) => _run = run;

    [Fact]
    public void A_run_ends_well_and_leaves_its_files()
    {
        Assert.Equal(0, _run.Answer.ExitCode);
        var files = Directory.EnumerateFiles(_run.Folder.File("first")).Select(Path.GetFileName);
        Assert.Subset(
            files.ToHashSet(),
            new HashSet<string?>
            {
                "recipe.yaml",
                "environment.json",
                "log.jsonl",
                "summary.json",
                "summary.md",
                "README.md",
                "report.html",
                "teacher.onnx",
                "student.onnx",
            }
        );
        Assert.DoesNotContain(files, file => file!.EndsWith(".partial", StringComparison.Ordinal));
        // Every network lies there once.
        Assert.Equal(
            ["scratch-final-seed3.onnx"],
            Directory.EnumerateFiles(_run.Folder.File("first", "checkpoints")).Select(Path.GetFileName)
        );
    }

    [Fact]
    public void Results_go_to_standard_output_and_progress_to_standard_error()
    {
        Assert.Matches(@"(?m)^  teacher +\d", _run.Answer.Results);
        Assert.Matches(@"(?m)^  distilled +\d", _run.Answer.Results);
        Assert.Matches(@"(?m)^  scratch +\d", _run.Answer.Results);
        Assert.Contains(Path.Combine("first", "student.onnx"), _run.Answer.Results);
        Assert.Contains(Path.Combine("first", "report.html"), _run.Answer.Results);
        Assert.DoesNotContain("epoch 2/2", _run.Answer.Results);
        Assert.Matches(
            @"(?m)^distilled +seed 3  epoch 2/2; loss \d+\.\d{4} \(soft-targets \d+\.\d{4}, hard-labels \d+\.\d{4}\); validation accuracy \d+\.\d\d %",
            _run.Answer.Messages
        );
        Assert.Matches(@"(?m)^scratch +seed 3  test \d+\.\d\d %", _run.Answer.Messages);
    }

    [Fact]
    public void Pipes_get_no_escape_codes_and_no_line_longer_than_it_must_be()
    {
        Assert.DoesNotContain('\u001b', _run.Answer.Results + _run.Answer.Messages);
        Assert.DoesNotContain(" \n", _run.Answer.Results);
    }

    [Fact]
    public void The_control_arm_is_announced_with_its_cost() => Assert.Matches(@"--no-compare leaves it out", _run.Answer.Messages);

    [Fact]
    public void The_table_shows_what_summary_json_says()
    {
        var summary = JsonDocument.Parse(File.ReadAllText(_run.Folder.File("first", "summary.json"))).RootElement;
        var distilled = summary.GetProperty("arms").EnumerateArray().Single(arm => arm.GetProperty("name").GetString() == "distilled");
        var accuracy = distilled.GetProperty("test").GetProperty("accuracy").GetProperty("mean").GetDouble();
        var parameters = summary.GetProperty("student").GetProperty("parameters").GetInt64();

        // 784·8 + 8 weights and biases of the hidden layer, 8·10 + 10 of the head.
        Assert.Equal(6370, parameters);
        Assert.Matches(FormattableString.Invariant($@"(?m)^  distilled +{accuracy * 100:0.00} % +6,370 "), _run.Answer.Results);
    }

    [Fact]
    public void A_second_run_keeps_the_teacher_and_prints_the_summary_as_JSON()
    {
        var answer = DecantProcess.Run(_run.Folder.Path, "distill", "tiny.yaml", "--json", "--no-compare");

        Assert.Equal(0, answer.ExitCode);
        var summary = JsonDocument.Parse(answer.Results).RootElement;
        Assert.Equal("decant/run/2", summary.GetProperty("schema").GetString());
        Assert.Equal("kept", summary.GetProperty("teacher").GetProperty("origin").GetString());
        Assert.Equal(["distilled"], summary.GetProperty("arms").EnumerateArray().Select(arm => arm.GetProperty("name").GetString()));
        var folder = Assert.Single(Directory.EnumerateDirectories(_run.Folder.File("runs")), name =>
            name.Contains("-tiny-", StringComparison.Ordinal)
        );
        Assert.Matches(new Regex(@"^\d{4}-\d\d-\d\d-tiny-[0-9a-f]{6}$"), Path.GetFileName(folder));
        Assert.Equal(answer.Results, File.ReadAllText(Path.Combine(folder, "summary.json")));
    }

    [Fact]
    public void A_finished_run_is_never_overwritten()
    {
        var before = File.ReadAllText(_run.Folder.File("first", "summary.json"));

        var answer = DecantProcess.Run(_run.Folder.Path, "distill", "tiny.yaml", "--out", "first");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        Assert.Contains("'first' holds", answer.Messages);
        Assert.Equal(before, File.ReadAllText(_run.Folder.File("first", "summary.json")));
    }

    [Fact]
    public void Evaluating_the_student_gives_the_accuracy_of_the_run()
    {
        var answer = DecantProcess.Run(
            _run.Folder.Path,
            "evaluate",
            Path.Combine("first", "student.onnx"),
            "--recipe",
            "tiny.yaml",
            "--json"
        );

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        var result = JsonDocument.Parse(answer.Results).RootElement;
        var summary = JsonDocument.Parse(File.ReadAllText(_run.Folder.File("first", "summary.json"))).RootElement;
        var distilled = summary.GetProperty("arms")[0].GetProperty("test").GetProperty("accuracy").GetProperty("mean").GetDouble();
        Assert.Equal(200, result.GetProperty("samples").GetInt32());
        Assert.Equal(distilled, result.GetProperty("accuracy").GetDouble(), 12);
        Assert.Equal(200, result.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt32())));
    }

    [Fact]
    public void Evaluation_for_people_names_every_class()
    {
        var answer = DecantProcess.Run(_run.Folder.Path, "evaluate", Path.Combine("first", "teacher.onnx"), "--recipe", "tiny.yaml");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        Assert.Contains("on 200 test samples", answer.Results);
        Assert.All(Enumerable.Range(0, 10), digit => Assert.Matches($@"(?m)^  {digit} +\d+\.\d %", answer.Results));
    }

    [Fact]
    public void Inspecting_the_student_counts_parameters_and_operations()
    {
        var answer = DecantProcess.Run(_run.Folder.Path, "inspect", Path.Combine("first", "student.onnx"), "--json");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        var model = JsonDocument.Parse(answer.Results).RootElement;
        Assert.Equal(6370, model.GetProperty("parameters").GetInt64());
        Assert.Equal(new FileInfo(_run.Folder.File("first", "student.onnx")).Length, model.GetProperty("bytes").GetInt64());
        Assert.Contains("layer1", model.GetProperty("hints").EnumerateArray().Select(hint => hint.GetProperty("name").GetString()));
        // Two operations per weight of both layers, and little more.
        Assert.InRange(model.GetProperty("flops").GetInt64(), 2 * 6352, 2 * 6352 + 5000);
    }

    [Fact]
    public void Inspection_for_people_fits_a_page()
    {
        var answer = DecantProcess.Run(_run.Folder.Path, "inspect", Path.Combine("first", "student.onnx"));

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        Assert.Matches(@"(?m)^  parameters +6,370$", answer.Results);
        Assert.Matches(@"(?m)^  layer1 ", answer.Results);
        Assert.InRange(answer.Results.Split('\n').Length, 10, 60);
    }

    [Theory]
    [InlineData("lay*1", "layer1")]
    [InlineData("layer?", "layer1")]
    public void Inspection_lists_the_hints_that_match(string pattern, string expected)
    {
        var forPeople = DecantProcess.Run(_run.Folder.Path, "inspect", Path.Combine("first", "student.onnx"), "--match", pattern);
        var forPrograms = DecantProcess.Run(
            _run.Folder.Path,
            "inspect",
            Path.Combine("first", "student.onnx"),
            "--match",
            pattern,
            "--json"
        );

        Assert.Equal((0, ""), (forPeople.ExitCode, forPeople.Messages));
        Assert.Matches($@"(?m)^  {expected} ", forPeople.Results);
        Assert.DoesNotContain("parameters", forPeople.Results);
        var hints = JsonDocument.Parse(forPrograms.Results).RootElement.GetProperty("hints").EnumerateArray();
        Assert.Equal([expected], hints.Select(hint => hint.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_pattern_that_no_hint_matches_is_answered_with_the_nearest()
    {
        var answer = DecantProcess.Run(_run.Folder.Path, "inspect", Path.Combine("first", "student.onnx"), "--match", "leyer1");

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("nearest: 'layer1'", string.Join(' ', answer.Messages.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Without_a_recipe_the_one_that_was_made_is_printed_and_run()
    {
        var answer = DecantProcess.Run(
            _run.Folder.Path,
            "distill",
            "--teacher",
            Path.Combine("first", "teacher.onnx"),
            "--data",
            "digits",
            "--out",
            "drafted",
            "--set",
            "training.epochs=1",
            "--set",
            "student={ model: mlp, hidden: [8] }",
            "--no-compare"
        );

        Assert.True(answer.ExitCode == 0, answer.Messages);
        Assert.Contains("source: idx", answer.Results);
        Assert.True(File.Exists(_run.Folder.File("drafted", "student.onnx")));
    }

    /// <summary>The run that the tests look at.</summary>
    public sealed class TinyRun : IDisposable
    {
        public TinyRun()
        {
            Folder = new WorkFolder().With("tiny.yaml", WorkFolder.TinyRecipe);
            DecantProcess.Run(Folder.Path, "data", "make", "digits", "--out", "digits", "--train", "200", "--test", "50");
            Answer = DecantProcess.Run(Folder.Path, "distill", "tiny.yaml", "--out", "first", "--threads", "2");
        }

        internal WorkFolder Folder { get; }

        internal ProcessAnswer Answer { get; }

        public void Dispose() => Folder.Dispose();
    }
}
