using Decant.Engine.Onnx;
using Decant.Engine.Randomness;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Runs;
using Decant.Tests.Pipeline;

namespace Decant.Tests.Students.Texts;

/// <summary>Whole runs on texts whose class one word of several decides: every student learns it from an encoder.</summary>
public sealed class TextStudentRunTests : IDisposable
{
    private static readonly string[] s_fillers =
        ["the", "film", "was", "a", "very", "long", "story", "about", "two", "people", "and", "dogs"],
        s_good = ["lovely", "great", "funny"],
        s_bad = ["boring", "awful", "dull"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-text-students-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("{ model: text-cnn, dimension: 12, filters: 6 }", "soft-targets")]
    [InlineData("{ model: bi-lstm, dimension: 12, units: 8, hidden: 0 }", "soft-targets")]
    [InlineData("{ model: bag-of-embeddings, dimension: 12, buckets: 60 }", "soft-targets")]
    [InlineData("{ model: static-embedding, dimension: 8, init: { teacher: on } }", "soft-targets")]
    [InlineData(
        "{ model: static-embedding, dimension: 8, init: { teacher: on, token-vectors: answers, token-smoothing: 0.001 } }",
        "soft-targets"
    )]
    [InlineData(
        "{ model: encoder, layers: 1, width: 16, heads: 2, dropout: 0, init: { teacher: on } }",
        "soft-targets, hidden-states: { teacher: layer2, student: layer1, weight: 0.1 }"
    )]
    [InlineData(
        "{ model: encoder, layers: 1, width: 16, heads: 2, dropout: 0, embedding-width: 4 }",
        "soft-targets, attention-maps: { teacher: layer2.scores, student: layer1.scores, weight: 0.01 }, attention-relations: "
            + "{ teacher: [layer2.queries, layer2.keys, layer2.values], student: [layer1.queries, layer1.keys, layer1.values], weight: 0.1 }"
    )]
    public void A_student_learns_which_words_decide(string student, string losses)
    {
        var outcome = Distillation.Run(
            RecipeReader.ReadText(
                $$"""
                task: text-classification
                data: { source: text, path: {{Written()}}, vocabulary: 120, validation: 0.2, test: 0.2 }
                teacher: { train: { model: encoder, layers: 2, width: 16, heads: 2, dropout: 0, epochs: 8, batch: 16, optimizer: adamw, learning-rate: 0.003 } }
                student: {{student}}
                losses: [ {{string.Join(", ", Split(losses).Select(loss => loss.Contains(':') ? $"{{ {loss} }}" : loss))}} ]
                training: { epochs: 24, batch: 16, optimizer: adamw, learning-rate: 0.01, seed: 1 }
                """
            ),
            new RunSettings
            {
                OutputFolder = Path.Combine(_folder.FullName, "run"),
                TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
                Threads = 1,
            },
            new SmallRun.Listener(),
            TestContext.Current.CancellationToken
        );

        var distilled = outcome.Run.Arm(ArmNames.Distilled)!.Seeds[0];
        Assert.True(distilled.Test.Metric("accuracy") > 0.85, $"{distilled.Test.Metric("accuracy")}");
        var file = OnnxFile.Read(Path.Combine(outcome.Folder, "student.onnx"));
        Assert.Equal(["attention_mask", "input_ids"], file.Inputs.Select(input => input.Name).Order(StringComparer.Ordinal));
    }

    // Commas between terms, not those inside braces.
    private static IEnumerable<string> Split(string losses)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= losses.Length; i++)
        {
            if (i == losses.Length || (losses[i] == ',' && depth == 0))
            {
                yield return losses[start..i].Trim();
                start = i + 1;
            }
            else
            {
                depth += losses[i] switch
                {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
            }
        }
    }

    private string Written()
    {
        var stream = new RandomStream(5, "texts");
        var lines = new List<string> { "text\tlabel" };
        for (var text = 0; text < 240; text++)
        {
            var isGood = text % 2 == 0;
            var words = Enumerable.Range(0, 2 + Draw(8)).Select(_ => s_fillers[Draw(s_fillers.Length)]).ToList();
            words.Insert(Draw(words.Count + 1), (isGood ? s_good : s_bad)[Draw(3)]);
            lines.Add($"{string.Join(' ', words)}\t{(isGood ? "good" : "bad")}");
        }

        var path = Path.Combine(_folder.FullName, "texts.tsv");
        File.WriteAllLines(path, lines);
        return path;

        int Draw(int below) => (int)(stream.NextDouble() * below);
    }
}
