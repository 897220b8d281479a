using System.Globalization;
using Decant.Engine;
using Decant.Options;
using Decant.Recipes.Vocabulary;
using Decant.Tasks;

namespace Decant.Recipes;

/// <summary>
/// A recipe out of nothing: what a person who knows the field would begin with, given a teacher and data, with the reason
/// next to every choice.
/// </summary>
internal static class RecipeDraft
{
    private const int SamplesToSee = 1_200_000;

    /// <summary>Writes a recipe with comments; <see cref="RecipeReader.ReadText"/> understands it.</summary>
    /// <exception cref="DecantException">The source is unknown.</exception>
    public static string Write(RecipeFacts facts)
    {
        SourceVocabulary.All.Find(facts.Source);
        var epochs = Epochs(facts.TrainingSamples);
        var root = Map(
            new(
                "task",
                default,
                Word(facts.Task.Name),
                Comment: Invariant($"{facts.Classes} {(facts.Classes == 1 ? facts.Task.Draft.One : facts.Task.Noun)}")
            ),
            new(
                "data",
                default,
                Data(facts),
                Comment: Invariant($"{facts.TrainingSamples} training samples of shape [{string.Join(", ", facts.SampleShape)}]")
            ),
            new("teacher", default, Map(Entry("onnx", File(facts.TeacherFile)))),
            new("student", default, StudentDraft.Of(facts), Comment: StudentDraft.Reason(facts)),
            Losses(facts),
            new(
                "training",
                default,
                Map(
                    new(
                        "epochs",
                        default,
                        Word(Invariant($"{epochs}")),
                        Comment: Invariant(
                            $"about {(long)epochs * facts.TrainingSamples} samples seen; more epochs usually bring a little more"
                        )
                    ),
                    Entry("batch", Word(Invariant($"{BatchFor(facts.TrainingSamples)}"))),
                    Entry("optimizer", Word(IsSteep(facts) ? "adamw" : "sgd")),
                    Entry("learning-rate", Word(IsSteep(facts) ? "0.001" : "0.05")),
                    Entry("schedule", Word("cosine")),
                    Entry("seed", Word("1"))
                ),
                null
            ),
            new(
                "compare",
                default,
                Map(
                    new(
                        "arms",
                        default,
                        new WrittenList([Word("scratch")], default),
                        Comment: "the same student trained without the teacher; doubles the time; [] leaves it out"
                    ),
                    new("seeds", default, Word(Invariant($"{facts.Seeds}")), Comment: "3 or more tell luck from gain")
                ),
                null
            )
        );
        return "# Written by decant from a teacher and data. Change what you like; decant check shows every problem.\n"
            + RecipeWriter.Write(root);
    }

    /// <summary>Epochs of a training on so many samples.</summary>
    internal static int Epochs(int samples) => Math.Clamp(SamplesToSee / Math.Max(1, samples), 10, 100);

    /// <summary>
    /// As much of a recipe as is known before anything was looked at: the task, the data and the teacher; the student is any.
    /// </summary>
    internal static string Beginning(string teacherFile, string source, IReadOnlyDictionary<string, string> options, LearningTask task) =>
        RecipeWriter.Write(
            Map(
                new("task", default, Word(task.Name)),
                new("data", default, Map([Entry("source", Word(source)), .. options.Select(pair => Entry(pair.Key, File(pair.Value)))])),
                new("teacher", default, Map(Entry("onnx", File(teacherFile)))),
                new("student", default, Map(Entry("model", Word("mlp"))))
            )
        );

    // Small data make small batches, so that an epoch has steps enough to learn from.
    private static int BatchFor(int samples) =>
        samples >= 10_000 ? 128
        : samples >= 1_000 ? 32
        : Math.Min(8, samples);

    private static WrittenMap Data(RecipeFacts facts)
    {
        var entries = facts
            .SourceOptions.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Entry(pair.Key, File(pair.Value)))
            .Prepend(Entry("source", Word(facts.Source)))
            .ToList();
        if (facts.Target.Length > 0)
        {
            entries.Add(Entry("target", File(facts.Target)));
        }

        // A number may say where something is.
        if (
            facts.IsImage
            && facts.Task.Draft.MayShift
            && facts.SampleShape[1] >= 16
            && facts.SampleShape[2] >= 16
            && AugmentationVocabulary.All.Any(option => option.Key == "shift")
        )
        {
            entries.Add(
                new WrittenEntry(
                    "augment",
                    default,
                    Map(Entry("shift", Word("2"))),
                    $"small shifts change no {facts.Task.Draft.One} and are like new samples"
                )
            );
        }

        return Map([.. entries]);
    }

    private static WrittenEntry Losses(RecipeFacts facts)
    {
        var task = facts.Task;
        var temperature = task.Draft.Temperature;
        var soft = Term(
            task.SoftTargetLoss,
            [
                .. temperature is not null ? [Entry("temperature", Word(temperature))] : Array.Empty<WrittenEntry>(),
                Entry("weight", Word("0.9")),
            ]
        );
        var hard = Term(
            task.HardLabelLoss,
            [
                .. task.TruthTerm != task.HardLabelLoss ? [Entry("name", Word(task.TruthTerm))] : Array.Empty<WrittenEntry>(),
                Entry("weight", Word("0.1")),
            ]
        );
        return new(
            "losses",
            default,
            new WrittenList([soft, hard], default),
            Comment: $"mostly the teacher's answers{(temperature is not null ? ", softened," : "")} and a little of the {task.TruthWords}"
        );
    }

    // Plain steps suit images of classes; the gradient of squared errors, and of columns of different sizes, asks for steps that adapt.
    private static bool IsSteep(RecipeFacts facts) => !facts.IsImage || facts.Task.Draft.IsSteep;

    private static WrittenMap Term(string loss, params WrittenEntry[] options) => Map(Entry(loss, Map(options)));

    internal static WrittenMap Map(params WrittenEntry[] entries) => new(entries, default);

    internal static WrittenEntry Entry(string key, WrittenNode value) => new(key, default, value);

    internal static WrittenScalar Word(string word) => new(word, default);

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static WrittenScalar File(string text) =>
        new(text, default, !YamlText.IsPlain(text) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
}
