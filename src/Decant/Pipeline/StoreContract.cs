using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Options;
using Decant.Recipes;
using Decant.SoftTargets;
using Decant.SoftTargets.Store;

namespace Decant.Pipeline;

/// <summary>What a recipe wants of a store of answers, and whether one is that.</summary>
internal static class StoreContract
{
    /// <summary>What decides the answers that a recipe's student learns from.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">Where files are.</param>
    /// <param name="data">What is learnt.</param>
    /// <param name="samples">What the teacher is asked about.</param>
    /// <param name="teacher">The teacher, in words and as SHA-256.</param>
    public static StoreIdentity Identity(
        Recipe recipe,
        RunSettings settings,
        PreparedData data,
        Dataset samples,
        (string Words, string Sha256) teacher
    )
    {
        var preprocessing = Preprocessing(recipe, samples);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, fingerprint) in recipe.Teacher.Members.SelectMany(member => GivenTeacher.Contents(member, settings)))
        {
            files[name] = fingerprint;
        }

        return new StoreIdentity
        {
            Teacher = teacher.Words,
            TeacherSha256 = teacher.Sha256,
            TeacherFiles = files,
            Precision = recipe.Teacher.Precision ?? Precisions.Single,
            Data = samples.Name,
            Samples = samples.Count,
            DataSha256 = samples.Fingerprint,
            Preprocessing = preprocessing,
            PreprocessingSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(preprocessing))),
            Views = Views(recipe) ?? 1,
            ViewSeed = recipe.Training.Seed,
            Augmentation = recipe.StudentAugment.Augmentation?.Description ?? "",
            Classes = data.AnswerNames,
        };
    }

    /// <summary>A store without answers yet.</summary>
    /// <param name="identity">What decides its answers.</param>
    /// <param name="encoding">How they are written.</param>
    /// <param name="answer">Shape of an answer, [N, ..].</param>
    /// <param name="values">What the teacher tells next to it.</param>
    /// <param name="schema">The fields of the samples.</param>
    /// <exception cref="DecantException">Such answers cannot be written so.</exception>
    public static StoreManifest Manifest(
        StoreIdentity identity,
        AnswerEncoding encoding,
        Shape answer,
        IReadOnlyList<TeacherValue> values,
        Schema schema
    )
    {
        StoredValue[] stored =
        [
            StoredValue.Of(StoredValue.Logits, answer, schema),
            .. values.Select(value => StoredValue.Of(value.Name, value.Shape, schema)),
        ];
        var classes = stored[0].Shape[^1].Size;
        if (!encoding.IsWhole && (stored[0].Shape.Count > (stored[0].Length is null ? 1 : 2) || (encoding.Top ?? 1) >= classes))
        {
            throw new DecantException(
                $"soft-targets: expected answers of more than {encoding.Top ?? 1} classes, one row of them for each "
                    + $"sample or token, to keep "
                    + $"{encoding}; received {stored[0]}. Remove soft-targets.{(encoding.Top is null ? "draws" : "top")}."
            );
        }

        return new StoreManifest
        {
            Identity = identity,
            Encoding = encoding,
            Values = stored,
            AnswersPerShard = StoreLayout.AnswersPerShard(stored, encoding, (long)identity.Samples * identity.Views),
        };
    }

    /// <summary>What keeps a recipe's student from learning from a store; none where nothing does.</summary>
    /// <param name="manifest">The store's.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">Where files are.</param>
    /// <param name="data">What is learnt.</param>
    /// <param name="samples">What is learnt from; null where that is not known yet.</param>
    public static IReadOnlyList<string> Problems(
        StoreManifest manifest,
        Recipe recipe,
        RunSettings settings,
        PreparedData data,
        Dataset? samples
    )
    {
        var stored = manifest.Identity;
        // Of a teacher that is trained here nothing is known before.
        var wanted = Identity(recipe, settings, data, samples ?? data.Splits.Train, (stored.Teacher, stored.TeacherSha256));
        if (samples is null)
        {
            wanted = wanted with { Data = stored.Data, Samples = stored.Samples, DataSha256 = stored.DataSha256 };
        }

        wanted = wanted with { Views = recipe.SoftTargets.Views ?? stored.Views, ViewSeed = stored.ViewSeed };
        return
        [
            .. stored.Differences(wanted, knowsTeacher: NamesTeacher(recipe, settings)),
            .. new[] { Problem(recipe, manifest.Encoding) }.OfType<string>(),
        ];
    }

    /// <summary>The error about a store that does not fit.</summary>
    public static DecantException Refusal(string folder, IEnumerable<string> problems) =>
        new($"teacher.store '{folder}' does not fit. {string.Join("; ", problems)}. Undo that, or make another store (decant store make).");

    /// <summary>A recipe that learns from a store, with the network that the store has of its teacher, if it has one.</summary>
    public static Recipe WithNetwork(Recipe recipe, RunSettings settings)
    {
        if (recipe.Teacher.Store is not { } store || recipe.Teacher.IsNetwork)
        {
            return recipe;
        }

        var file = NetworkOf(store, settings);
        return File.Exists(file) ? recipe with { Teacher = recipe.Teacher with { Onnx = file } } : recipe;
    }

    private static string NetworkOf(string store, RunSettings settings) =>
        Path.Combine(NetworkFile.ResolveFolder(store, settings), TeacherStage.File);

    // The store's own network is whose answers they are.
    private static bool NamesTeacher(Recipe recipe, RunSettings settings) =>
        recipe.Teacher.IsGiven && recipe.Teacher.Onnx != NetworkOf(recipe.Teacher.Store!, settings);

    /// <summary>Shape of the answers of a source that does not say it: [N, C], or [N, C, H, W] where each pixel has a class.</summary>
    public static Shape AnswerShape(ISoftTargetSource source, PreparedData data) =>
        new([
            "N",
            source.Classes ?? data.Head.Size,
            .. data.Goal.Truth is { Geometry: FieldGeometry.Mask } mask ? mask.Shape.Select(size => (Dimension)size.Size) : [],
        ]);

    /// <summary>How many views a recipe's student sees of each sample; null for another one in every epoch.</summary>
    public static int? Views(Recipe recipe) => recipe.SoftTargets.Views ?? (recipe.SoftTargets.IsKept && IsStill(recipe) ? 1 : null);

    /// <summary>Whether samples are shown as they are.</summary>
    public static bool IsStill(Recipe recipe) => recipe.StudentAugment.Augmentation is null;

    /// <summary>Why a recipe's losses cannot learn from answers that are written so; null where they can.</summary>
    public static string? Problem(Recipe recipe, AnswerEncoding encoding)
    {
        if (encoding.IsWhole)
        {
            return null;
        }

        foreach (
            var loss in recipe
                .Losses.Concat(recipe.HintStage?.Losses ?? [])
                .Concat(recipe.FineTune?.Losses ?? [])
                .Where(term => term.NeedsTeacher)
        )
        {
            if (loss is not SoftTargetsLoss && (loss is not SparseLoss || encoding.Top is null))
            {
                return $"{loss.Term} reads logits, and the store has {encoding}. Learn soft-targets, or keep all classes.";
            }

            var temperature = TemperatureOf(loss);
            if (temperature != encoding.Temperature)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{loss.Term} learns at temperature "
                        + $"{temperature?.ToString(CultureInfo.InvariantCulture) ?? "that changes"}, and the store "
                        + $"has {encoding}. Give both the same temperature (soft-targets.temperature)."
                );
            }
        }

        return null;
    }

    private static double? TemperatureOf(DistillationLoss term) =>
        term.Options.FirstOrDefault(option => option.Key == "temperature") is { } option
        && term.Values.Held(option) is ScheduledNumber { IsConstant: true, IsSuggested: false } number
            ? number.To
            : null;

    // Of what the data say: sizes and range; of what the recipe says: what the teacher's file wants.
    private static string Preprocessing(Recipe recipe, Dataset samples) =>
        string.Join(
            "; ",
            recipe
                .Teacher.Members.Where(member => member.IsGiven)
                .Select(member => YamlText.InLine(NetworkFileSettings.Options.Write(member.File.Values)))
                .Prepend($"samples of [{string.Join(", ", samples.SampleShape)}]")
        );
}
