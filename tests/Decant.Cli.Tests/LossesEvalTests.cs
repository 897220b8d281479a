using System.Globalization;
using System.Text.Json;

namespace Decant.Cli.Tests;

public sealed class LossesEvalTests
{
    private static readonly double[][] s_student =
    [
        [1, 2, -1, 0.5],
        [0, -0.5, 1.5, 2],
        [2.5, 0.3, -0.7, 1.2],
    ];
    private static readonly double[][] s_teacher =
    [
        [2, 1, 0.1, -1],
        [0.5, -1, 3, 1],
        [1, 2, -2, 0],
    ];

    [Theory]
    [InlineData("soft-targets", 0.723536329159)]
    [InlineData("soft-targets", 0.697354498716, "temperature=1")]
    [InlineData("soft-targets", 0.742964196012, "temperature=2")]
    [InlineData("soft-targets", 0.011305255143, "reduction=elements", "temperature-squared=off")]
    [InlineData("hard-labels", 1.716574977020)]
    [InlineData("label-smoothing", 1.736574977020)]
    public void Golden_numbers_come_out_of_files_of_every_kind(string loss, double expected, params string[] options)
    {
        using var folder = Files();

        var answer = Eval(folder, loss, [.. options.SelectMany(option => new[] { "--option", option }), "--json"]);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        var root = JsonDocument.Parse(answer.Results).RootElement;
        Assert.Equal(["name", "value", "unit", "options"], root.EnumerateObject().Select(property => property.Name));
        Assert.Equal(loss, root.GetProperty("name").GetString());
        Assert.Equal(expected, root.GetProperty("value").GetDouble(), 1e-9);
        Assert.Equal("nats per sample", root.GetProperty("unit").GetString());
    }

    [Fact]
    public void The_options_in_the_answer_are_all_that_hold()
    {
        using var folder = Files();

        var answer = Eval(folder, "soft-targets", "--option", "temperature=2.5", "--json");

        var options = JsonDocument.Parse(answer.Results).RootElement.GetProperty("options");
        Assert.Equal("""{"temperature":2.5,"reduction":"batch","temperature-squared":"on"}""", JsonSerializer.Serialize(options));
    }

    [Fact]
    public void A_person_reads_value_unit_and_options_in_one_line()
    {
        using var folder = Files();

        var answer = Eval(folder, "soft-targets");

        Assert.Matches(
            @"^soft-targets = 0\.72353632915\d+ nats per sample \(temperature: 4, reduction: batch, temperature-squared: on\)\n$",
            answer.Results
        );
    }

    [Theory]
    [InlineData("regression", "1,2\n0,1\n", "0.5,1\nnan,3\n", "1.75 squared units")] // (0.5² + 1² + 2²)/3
    [InlineData("multi-label", "0,0\n0,0\n", "1,0\n1,1\n", "0.6931471805599453 nats per answer")] // −ln ½
    public void Labels_of_other_tasks_are_read_as_the_task_says(string task, string student, string labels, string expected)
    {
        using var folder = new WorkFolder().With("z.csv", student).With("y.csv", labels);

        var answer = DecantProcess.Run(
            folder.Path,
            "losses",
            "eval",
            "hard-labels",
            "--task",
            task,
            "--student",
            "z.csv",
            "--labels",
            "y.csv"
        );

        Assert.Equal($"hard-labels = {expected}\n", answer.Results);
    }

    [Fact]
    public void The_gradient_in_the_file_is_T_times_q_minus_p_over_N()
    {
        using var folder = Files();

        Eval(folder, "soft-targets", "--option", "temperature=4", "--gradient", "g.csv");

        var gradient = File.ReadAllLines(folder.File("g.csv"))
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        Assert.Equal(3, gradient.Length);
        for (var n = 0; n < 3; n++)
        {
            var (q, p) = (Softmax(s_student[n], 4), Softmax(s_teacher[n], 4));
            Assert.Equal(4, gradient[n].Length);
            Assert.All(Enumerable.Range(0, 4), c => Assert.Equal(4 * (q[c] - p[c]) / 3, gradient[n][c], 1e-12));
        }
    }

    [Theory]
    [InlineData("missing.npy", "array 'missing.npy': there is no such file. Check the name.")]
    [InlineData("cut.npy", "array 'cut.npy': the file ends inside its header. Write or copy it again.")]
    [InlineData("ragged.json", "array 'ragged.json': expected lists of equal length, received 1 elements at [1], where others hold 2.")]
    [InlineData("ragged.csv", "array 'ragged.csv', line 2: expected 2 numbers as in the first line, received 1.")]
    [InlineData("nan.csv", "soft-targets: the student's array: expected finite numbers, received NaN at [0, 1].")]
    [InlineData("narrow.json", "soft-targets: expected a teacher that answers with 2 numbers per sample")]
    [InlineData("logits.pt", "array 'logits.pt': expected a name that ends in .npy, .json or .csv.")]
    [InlineData("logits.npy", "array 'logits.npy': expected a file of NumPy's, and it does not begin as one.")]
    public void A_bad_file_is_explained_in_one_sentence_and_answered_with_2(string file, string expected)
    {
        using var folder = Files();
        File.WriteAllBytes(folder.File("cut.npy"), [0x93, .. "NUMPY"u8, 1, 0, 0x76, 0, .. "{'descr'"u8]);
        folder
            .With("ragged.json", "[[1, 2], [3]]")
            .With("ragged.csv", "1,2\n3\n")
            .With("nan.csv", "1,nan\n2,3\n4,5\n")
            .With("narrow.json", "[[1, 2], [3, 4], [5, 6]]")
            .With("logits.npy", "[[1]]");

        var answer = DecantProcess.Run(folder.Path, "losses", "eval", "soft-targets", "--student", file, "--teacher", "t.json");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        Assert.StartsWith($"decant losses eval: {expected}", answer.Messages);
        Assert.Single(answer.Messages.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("peers", "cannot be computed from arrays alone: its other networks are trained next to the student.")]
    [InlineData("kd", "its name here is 'soft-targets'")]
    [InlineData("soft-target", "nearest: 'soft-targets'")]
    [InlineData("soft-targets", "temperature: expected a number (above 0 and at most 1000), received '0'.", "--option", "temperature=0")]
    [InlineData("soft-targets", "unknown option 'temprature'; nearest: 'temperature'", "--option", "temprature=2")]
    [InlineData("soft-targets", "no weight is applied here", "--option", "weight=0.9")]
    [InlineData("soft-targets", "temperature: expected a number, received one that changes", "--option", "temperature={ from: 8, to: 2 }")]
    [InlineData(
        "soft-targets",
        "--gradient: expected as many files as --student names, 1, received 2.",
        "--gradient",
        "a.npy",
        "--gradient",
        "b.npy"
    )]
    [InlineData(
        "hard-labels",
        "expected labels from 0 to 3, or -1 where a sample has none, received 7 for sample 1.",
        "--labels",
        "wrong.json"
    )]
    public void What_cannot_be_computed_is_refused_with_the_reason_and_nothing_is_written(
        string loss,
        string expected,
        params string[] arguments
    )
    {
        using var folder = Files().With("wrong.json", "[0, 7, 1]");
        var before = Directory.GetFiles(folder.Path).Length;

        var answer = Eval(folder, loss, arguments);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        Assert.Contains(expected, answer.Messages);
        Assert.Equal(before, Directory.GetFiles(folder.Path).Length);
    }

    private static ProcessAnswer Eval(WorkFolder folder, string loss, params string[] arguments) =>
        DecantProcess.Run(
            folder.Path,
            [
                "losses",
                "eval",
                loss,
                "--student",
                "s.csv",
                "--teacher",
                "t.json",
                .. arguments.Contains("--labels") ? Array.Empty<string>() : ["--labels", "y.csv"],
                .. arguments,
            ]
        );

    private static WorkFolder Files() =>
        new WorkFolder()
            .With(
                "s.csv",
                string.Concat(
                    s_student.Select(row => string.Join(',', row.Select(number => number.ToString(CultureInfo.InvariantCulture))) + "\n")
                )
            )
            .With("t.json", JsonSerializer.Serialize(s_teacher))
            .With("y.csv", "0\n2\n1\n");

    private static double[] Softmax(double[] logits, double temperature)
    {
        var exponentials = logits.Select(z => Math.Exp(z / temperature)).ToArray();
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }
}
