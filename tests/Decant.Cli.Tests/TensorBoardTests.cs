namespace Decant.Cli.Tests;

public sealed class TensorBoardTests
{
    private const string Recipe = """
        data: { source: digits, train-images: 300, test-images: 100 }
        teacher: { train: { model: mlp, hidden: [64], epochs: 1 } }
        student: { model: mlp, hidden: [8] }
        training: { epochs: 2, batch: 32, seed: 3 }
        costs: { watts: 20 }
        """;

    [Fact]
    public void Every_training_of_a_run_has_its_events_and_the_terminal_says_what_answers_take()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);

        var answer = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "run", "--tensorboard", "scalars");

        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(
            ["distilled-seed3", "scratch-seed3", "teacher-seed3"],
            Directory.GetDirectories(folder.File("scalars")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.All(Directory.GetDirectories(folder.File("scalars")), training =>
        {
            var file = Assert.Single(Directory.GetFiles(training));
            Assert.Matches(@"^events\.out\.tfevents\.\d+\.decant$", Path.GetFileName(file));
            Assert.Contains("loss/total", File.ReadAllText(file), StringComparison.Ordinal);
        });
        Assert.Matches(
            @"A million answers of the student take [\d.]+ \w+, of the\s+teacher [\d.]+ \w+\s+\((estimated|measured)",
            answer.Results
        );
    }

    [Fact]
    public void A_file_in_its_place_is_said_before_any_work()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);

        var answer = DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "run", "--tensorboard", "recipe.yaml");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("--tensorboard: expected a folder, 'recipe.yaml' is a file", answer.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("run")));
    }
}
