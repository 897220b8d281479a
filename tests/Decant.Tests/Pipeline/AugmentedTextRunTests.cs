using System.Globalization;
using Decant.Engine.Onnx;
using Decant.Engine.Randomness;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Tests.Pipeline;

/// <summary>Whole runs on texts whose words change.</summary>
public sealed class AugmentedTextRunTests : IDisposable
{
    private const string Change = "data.augment={ mask-words: 0.2, swap-words: 0.2, drop-words: 0.1, n-grams: 0.2 }";

    private static readonly string[] s_good = ["good", "fine", "lovely", "wonderful"],
        s_bad = ["bad", "poor", "dreadful", "dull"],
        s_names = ["ann", "bob", "rosamunde", "lee"],
        s_others = ["the", "film", "is", "a", "really", "story", "with", "of", "people", "scenes"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("decant-text-run-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("text", "text-classification")]
    [InlineData("conll", "token-classification")]
    public void A_student_from_stored_answers_about_changed_texts_is_the_live_one(string source, string task)
    {
        var recipe = $$"""
            task: {{task}}
            data: { source: {{source}}, path: {{Write(source)}}, vocabulary: 150, max-length: 16, validation: 0.2, test: 0.2 }
            teacher: { train: { model: bi-lstm, units: 8, epochs: 2, batch: 16 } }
            student: { model: encoder, layers: 1, width: 16, heads: 2 }
            losses: [ { soft-targets: { weight: 0.9, temperature: 2 } }, { hard-labels: { weight: 0.1 } } ]
            training: { epochs: 3, batch: 16, optimizer: adamw, learning-rate: 0.003, seed: 1 }
            """;
        string[] changes = [Change, "soft-targets.views=2"];
        var live = Run(recipe, "live", changes);
        var kept = Run(recipe, "kept", [.. changes, "soft-targets.store=auto"]);
        var plain = Run(recipe, "plain", []);

        Assert.Equal(Weights(live), Weights(kept));
        Assert.NotEqual(Weights(live), Weights(plain));
        var store = Assert.Single(kept.Run.Stores);
        Assert.Equal(2, store.Views);
        Assert.True(store.Answers > 0);
    }

    private string Write(string source)
    {
        var path = Path.Combine(_folder.FullName, $"texts.{(source == "text" ? "tsv" : source)}");
        var random = new RandomStream(1, "texts");
        var lines = new List<string>();
        for (var text = 0; text < 150; text++)
        {
            var (words, tags) = (new List<string>(), new List<string>());
            for (var word = 0; word < 3 + random.NextInt32(10); word++)
            {
                var isName = source == "conll" && random.NextInt32(4) == 0;
                words.Add(isName ? Any(s_names, ref random) : Any(s_others, ref random));
                tags.Add(isName ? "B-name" : "O");
            }

            if (source == "text")
            {
                words.Insert(random.NextInt32(words.Count), Any(text % 2 == 0 ? s_good : s_bad, ref random));
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', words)}\t{text % 2}"));
            }
            else
            {
                lines.AddRange(words.Zip(tags, (word, tag) => $"{word}\t{tag}"));
                lines.Add("");
            }
        }

        File.WriteAllLines(path, lines);
        return path;
    }

    private RunOutcome Run(string recipe, string name, IEnumerable<string> changes) =>
        Distillation.Run(
            RecipeReader.ReadText(recipe, "texts", changes),
            new RunSettings
            {
                OutputFolder = Path.Combine(_folder.FullName, name),
                TeacherFolder = Path.Combine(_folder.FullName, "teachers"),
                Threads = 1,
            },
            new SmallRun.Listener()
        );

    private static byte[] Weights(RunOutcome outcome) =>
        [.. OnnxFile.Read(Path.Combine(outcome.Folder, "student.onnx")).Initializers.SelectMany(value => value.Data!.Bytes().ToArray())];

    private static string Any(string[] words, ref RandomStream random) => words[random.NextInt32(words.Length)];
}
