using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Decant.Tests.Shared;

namespace Decant.Cli.Tests;

public sealed class CheckTests
{
    private const string ManyErrors = """
        task: image-clasification
        data: { source: idxx, path: mnist }
        teacher:
          train: { model: mlp, hidden: [1200, 0], epochs: many }
        student: { model: mpl }
        losses:
          - soft-targets: { temperature: 0, weight: 0.9 }
          - hard-label: { weight: -1 }
        trainings: { epochs: 3 }
        compare: { arms: [scrach], seeds: 0 }

        """;

    [Fact]
    public void Every_problem_of_a_recipe_is_shown_at_once_with_its_line_and_a_caret()
    {
        using var folder = new WorkFolder().With("many.yaml", ManyErrors);

        var answer = DecantProcess.Run(folder.Path, "check", "many.yaml");

        Assert.Equal(2, answer.ExitCode);
        Snapshot.Equals("check-many.txt", answer.Messages);
    }

    [Fact]
    public void A_program_reads_the_same_problems_as_JSON()
    {
        using var folder = new WorkFolder().With("many.yaml", ManyErrors);

        var text = DecantProcess.Run(folder.Path, "check", "many.yaml").Messages;
        var answer = DecantProcess.Run(folder.Path, "check", "many.yaml", "--json");

        var root = JsonDocument.Parse(answer.Results).RootElement;
        Assert.Equal((2, ""), (answer.ExitCode, answer.Messages));
        Assert.False(root.GetProperty("canRun").GetBoolean());
        Assert.All(root.GetProperty("problems").EnumerateArray(), problem =>
            Assert.Contains(
                $"many.yaml:{problem.GetProperty("line").GetInt32()}:{problem.GetProperty("column").GetInt32()}: "
                    + $"{problem.GetProperty("option").GetString()}: {problem.GetProperty("message").GetString()}",
                text
            )
        );
        Assert.Equal(
            text.Split('\n').Count(line => line.StartsWith("many.yaml:", StringComparison.Ordinal)),
            root.GetProperty("problems").GetArrayLength()
        );
    }

    [Fact]
    public void A_good_recipe_says_what_it_will_train()
    {
        using var folder = new WorkFolder().With("tiny.yaml", WorkFolder.TinyRecipe);

        var answer = DecantProcess.Run(folder.Path, "check", "tiny.yaml", "--set", "compare.seeds=3");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        // Times and memory are the machine's.
        Snapshot.Equals("check-good.txt", Regex.Replace(answer.Results, @"[\d.]+ (s|min|ms|kB|MB|GB)\b( \d+ s)?", "# $1"));
    }

    [Fact]
    public void A_loss_that_teaches_less_here_than_elsewhere_says_so_to_a_person_and_to_a_program()
    {
        var rows = Enumerable
            .Range(0, 60)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 7},{(i * 37) % 11},{((i % 7) > 3 ? "wide" : "narrow")}"));
        using var folder = new WorkFolder()
            .With("two.csv", $"width,height,label\n{string.Join('\n', rows)}\n")
            .With(
                "two.yaml",
                "{ task: table-classification, data: { source: csv, path: two.csv }, teacher: { train: { model: mlp "
                    + "} }, student: { model: mlp }, losses: [dkd, hard-labels], training: { batch: 8 } }"
            );

        var answer = DecantProcess.Run(folder.Path, "check", "two.yaml", "--data-root", folder.Path);
        var json = DecantProcess.Run(folder.Path, "check", "two.yaml", "--data-root", folder.Path, "--json");
        var refused = DecantProcess.Run(
            folder.Path,
            "check",
            "two.yaml",
            "--data-root",
            folder.Path,
            "--set",
            "losses=[logit-standardization, hard-labels]"
        );

        const string words = "losses.dkd: two classes: there is one class next to the label";
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("Warning: losses.dkd: two classes:", answer.Results, StringComparison.Ordinal);
        var root = JsonDocument.Parse(json.Results).RootElement;
        Assert.True(root.GetProperty("canRun").GetBoolean());
        Assert.Contains(root.GetProperty("warnings").EnumerateArray(), warning =>
            warning.GetString()!.StartsWith(words, StringComparison.Ordinal)
        );
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(
            "two.yaml: losses.logit-standardization: two classes: use soft-targets.",
            refused.Messages,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Data_that_are_not_there_are_a_problem_too()
    {
        using var folder = new WorkFolder().With(
            "away.yaml",
            WorkFolder.TinyRecipe.Replace("source: digits, train-images: 600, test-images: 200", "source: idx, path: away")
        );

        var answer = DecantProcess.Run(folder.Path, "check", "away.yaml", "--data-root", "elsewhere");

        Assert.Equal((2, ""), (answer.ExitCode, answer.Results));
        Assert.Contains(Path.Combine("elsewhere", "away"), answer.Messages);
    }
}
