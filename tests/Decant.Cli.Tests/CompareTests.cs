using System.Text.Json;

namespace Decant.Cli.Tests;

public sealed class CompareTests
{
    private const string Recipe = """
        data: { source: digits, train-images: 400, test-images: 200 }
        teacher: { train: { model: mlp, hidden: [32], epochs: 2 } }
        student: { model: mlp, hidden: [8] }
        training: { epochs: 2, batch: 32, learning-rate: 0.05, seed: 3 }
        compare: { arms: [scratch, longer], seeds: 2 }
        """;

    [Fact]
    public void Seeds_that_are_added_give_the_run_that_had_them_from_the_beginning()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);
        Done(folder, "--seeds", "4", "--out", "whole");
        Done(folder, "--seeds", "2", "--out", "grown");
        var first = Epochs(folder);

        Done(folder, "--seeds", "4", "--more", "--out", "grown");

        Assert.Equal(Values(folder, "whole"), Values(folder, "grown"));
        foreach (var file in Directory.GetFiles(folder.File("whole"), "*.onnx", SearchOption.AllDirectories))
        {
            Assert.Equal(
                File.ReadAllBytes(file),
                File.ReadAllBytes(file.Replace(folder.File("whole"), folder.File("grown"), StringComparison.Ordinal))
            );
        }

        // Lines of the log: of the two seeds that were there before no epoch was trained again.
        Assert.Equal(first, Epochs(folder)[..first.Length]);
        Assert.DoesNotContain(Epochs(folder)[first.Length..], line =>
            line.Contains("\"kind\":\"epoch\"", StringComparison.Ordinal) && line.Contains("\"seed\":3", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_further_look_asks_for_more_certainty()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);
        Done(folder, "--seeds", "2", "--out", "run");
        Assert.Equal(0.95, Confidence(folder));

        Done(folder, "--seeds", "3", "--more", "--out", "run");
        Assert.Equal(0.975, Confidence(folder));

        Done(folder, "--seeds", "4", "--more", "--out", "run");
        Assert.Equal(0.9875, Confidence(folder));
    }

    [Fact]
    public void More_is_refused_where_there_is_nothing_to_add_to()
    {
        using var folder = new WorkFolder().With("recipe.yaml", Recipe);
        Done(folder, "--seeds", "2", "--out", "run");
        Assert.Equal(0, DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "plain").ExitCode);

        Refused(folder, "has 2 seeds already", "--seeds", "2", "--more", "--out", "run");
        Refused(folder, "Add --seeds N", "--more", "--out", "run");
        Refused(folder, "epochs: 2 when the run began, 3 now", "--seeds", "3", "--more", "--out", "run", "--set", "training.epochs=3");
        Refused(folder, "expected a finished run of decant compare", "--seeds", "3", "--more", "--out", "plain");
        Refused(folder, "nothing to compare with", "--set", "compare.arms=[]");
        Done(folder, "--seeds", "3", "--more", "--out", "run");
    }

    [Fact]
    public void A_study_that_is_killed_while_it_grows_goes_on_with_the_same_command()
    {
        using var folder = new WorkFolder().With(
            "recipe.yaml",
            Recipe.Replace("training: { epochs: 2", "training: { epochs: 12", StringComparison.Ordinal)
        );
        Done(folder, "--seeds", "4", "--out", "whole");
        Done(folder, "--seeds", "2", "--out", "grown");
        string[] more = ["--seeds", "4", "--more", "--out", "grown"];

        using (var process = DecantProcess.Start(folder.Path, ["compare", "recipe.yaml", .. more]))
        {
            // Seeds 3 and 4 were there; the first epochs of seed 5 end.
            while (process.StandardError.ReadLine() is { } line && !line.Contains("seed 5  epoch", StringComparison.Ordinal)) { }
            process.Kill();
            process.WaitForExit();
        }

        Done(folder, more);

        Assert.Equal(Values(folder, "whole"), Values(folder, "grown"));
        Assert.Equal(0.975, Confidence(folder, "grown"));
    }

    private static void Done(WorkFolder folder, params string[] words)
    {
        var answer = DecantProcess.Run(folder.Path, ["compare", "recipe.yaml", .. words]);
        Assert.True(answer.ExitCode == 0, answer.Messages);
    }

    private static void Refused(WorkFolder folder, string message, params string[] words)
    {
        var answer = DecantProcess.Run(folder.Path, ["compare", "recipe.yaml", .. words]);
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(message, answer.Messages, StringComparison.Ordinal);
    }

    private static string[] Epochs(WorkFolder folder) => File.ReadAllLines(folder.File("grown", "log.jsonl"));

    private static double Confidence(WorkFolder folder, string run = "run") =>
        Summary(folder, run).GetProperty("comparisons")[0].GetProperty("gain").GetProperty("confidence").GetDouble();

    private static string Values(WorkFolder folder, string run) =>
        string.Join(
            '\n',
            Summary(folder, run)
                .GetProperty("arms")
                .EnumerateArray()
                .Select(arm => $"{arm.GetProperty("name")} {arm.GetProperty("test").GetProperty("accuracy").GetProperty("values")}")
        );

    private static JsonElement Summary(WorkFolder folder, string run) =>
        JsonDocument.Parse(File.ReadAllText(folder.File(run, "summary.json"))).RootElement;
}
