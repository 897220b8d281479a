using System.Globalization;
using System.Text.Json;
using Decant.Engine.Randomness;

namespace Decant.Cli.Tests;

/// <summary>
/// Runs that are killed at random moments and continued, against the same run in one go. <c>DECANT_KILLS</c> says at how many moments;
/// they are spread over the whole run: checking, labelling, training, comparing, exporting, reporting.
/// </summary>
public sealed class KilledRunTests
{
    private const string TeacherSchemes = """
        data: { source: digits, train-images: 400, test-images: 100 }
        teacher: { train: { model: cnn, channels: [4, 6], epochs: 3, batch: 32 } }
        student: { model: cnn, channels: [3, 4], generations: 2 }
        losses:
          - soft-targets: { temperature: { from: 1, to: 6, schedule: curriculum }, weight: 0.6 }
          - hard-labels: { weight: 0.4 }
          - crd: { weight: 0.1, teacher: block2, student: block2 }
          - vid: { weight: 0.1, teacher: block1, student: block1 }
        training: { epochs: 3, batch: 32, learning-rate: 0.05, seed: 3 }
        compare: { seeds: 1 }
        """;

    private const string OwnAverage = """
        data: { source: digits, train-images: 400, test-images: 100, augment: { shift: 1 } }
        teacher: { average: 0.9 }
        student: { model: cnn, channels: [3, 4], dropout: 0.2 }
        losses:
          - soft-targets: { temperature: { from: 1, to: 6, schedule: curriculum }, weight: 0.6 }
          - hard-labels: { weight: 0.4 }
        training: { epochs: 6, batch: 32, learning-rate: 0.05, seed: 3, early-stopping: { patience: 2 } }
        compare: { seeds: 2 }
        """;

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("DECANT_KILLS") ?? "2", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("crd, vid, curriculum, generations", TeacherSchemes)]
    [InlineData("moving average, early stopping", OwnAverage)]
    public void A_run_that_is_killed_at_any_moment_continues_to_the_same_files(string scheme, string recipe)
    {
        using var whole = new WorkFolder().With("recipe.yaml", recipe);
        var start = TimeProvider.System.GetTimestamp();
        var answer = Run(whole);
        var duration = TimeProvider.System.GetElapsedTime(start);
        Assert.True(answer.ExitCode == 0, answer.Messages);
        var expected = Contents(whole);
        var random = new RandomStream(1, "kills").At(0);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var folder = new WorkFolder().With("recipe.yaml", recipe);
            var moment = duration * ((kill + random.NextDouble()) / Kills);
            Kill(folder, moment);
            if (kill % 2 == 1)
            {
                Kill(folder, duration * random.NextDouble());
            }

            var last = Run(folder);
            Assert.True(
                last.ExitCode == 0 || last.Messages.Contains("is finished", StringComparison.Ordinal),
                $"{scheme}, killed after {moment}: {last.Messages}"
            );
            var contents = Contents(folder);
            Assert.True(
                expected.Keys.SequenceEqual(contents.Keys),
                $"{scheme}, killed after {moment}: {string.Join(", ", contents.Keys)}."
            );
            Assert.All(expected, file =>
                Assert.True(file.Value == contents[file.Key], $"{scheme}, killed after {moment}: {file.Key} is another one.")
            );
            Assert.All(File.ReadLines(folder.File("run", "log.jsonl")), line => JsonDocument.Parse(line).Dispose());
        }
    }

    private static ProcessAnswer Run(WorkFolder folder) =>
        DecantProcess.Run(folder.Path, "distill", "recipe.yaml", "--out", "run", "--resume", "--threads", "1");

    private static void Kill(WorkFolder folder, TimeSpan after)
    {
        using var process = DecantProcess.Start(folder.Path, "distill", "recipe.yaml", "--out", "run", "--resume", "--threads", "1");
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        if (!process.WaitForExit(after))
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    // Every file by name; the networks with their bytes, and of the summary what is no time.
    private static SortedDictionary<string, string> Contents(WorkFolder folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            files[Path.GetRelativePath(folder.Path, file)] = Path.GetExtension(file) switch
            {
                ".onnx" => Convert.ToHexString(File.ReadAllBytes(file)),
                _ when Path.GetFileName(file) == "summary.json" => Numbers(file),
                _ => "",
            };
        }

        return files;
    }

    private static string Numbers(string summary)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(summary));
        return string.Join(
            '\n',
            json.RootElement.GetProperty("arms")
                .EnumerateArray()
                .Select(arm =>
                    $"{arm.GetProperty("name")} {arm.GetProperty("seeds")} {arm.GetProperty("chosenEpochs")} "
                    + $"{arm.GetProperty("stopReasons")} {arm.GetProperty("test")}"
                )
        );
    }
}
