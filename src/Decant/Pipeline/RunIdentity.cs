using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Decant.Engine;
using Decant.Recipes;
using Decant.SoftTargets.Store;

namespace Decant.Pipeline;

/// <summary>What decides a run's result, as facts by name, and when it began. A folder's run is continued only by the same run.</summary>
/// <param name="Started">When the run began.</param>
/// <param name="Recipe">The recipe's values by path.</param>
/// <param name="Contents">Fingerprints of what the recipe only names, such as samples and files, and the program.</param>
internal sealed record RunIdentity(
    DateTimeOffset Started,
    IReadOnlyDictionary<string, string> Recipe,
    IReadOnlyDictionary<string, string> Contents
)
{
    private const string SeedsPath = "compare.seeds";
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>How many seeds there were whenever the run was finished so far.</summary>
    public IReadOnlyList<int> Looks { get; init; } = [];

    /// <summary>Seeds of every arm.</summary>
    [JsonIgnore]
    public int Seeds => int.Parse(Recipe[SeedsPath], CultureInfo.InvariantCulture);

    /// <summary>The same run with as many seeds as another one.</summary>
    public RunIdentity WithSeedsOf(RunIdentity other) =>
        this with
        {
            Recipe = new SortedDictionary<string, string>(Recipe.ToDictionary(), StringComparer.Ordinal)
            {
                [SeedsPath] = other.Recipe[SeedsPath],
            },
        };

    /// <summary>A run that begins now.</summary>
    public static RunIdentity Of(Recipe recipe, RunSettings settings, PreparedData data)
    {
        var student = recipe.Student;
        var networks = recipe
            .Teacher.Members.SelectMany(teacher => GivenTeacher.Contents(teacher, settings))
            .Concat(
                new[] { student.Onnx, student.Init?.Onnx }
                    .OfType<string>()
                    .Select(file => NetworkFile.Resolve(file, settings))
                    .Select(file => (Name: $"file {Path.GetFileName(file)}", Fingerprint: RunFolder.Fingerprint(file)))
            )
            .Concat(NetworkFile.ContentsOf(student.Model));
        var contents = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["training samples"] = data.Splits.Train.Fingerprint,
            ["validation samples"] = data.Splits.Validation.Fingerprint,
            ["test samples"] = data.Splits.Test.Fingerprint,
            ["device"] = settings.Device,
            ["version of Decant"] = typeof(RunIdentity).Assembly.GetName().Version!.ToString(3),
        };
        foreach (var (name, fingerprint) in networks)
        {
            contents[name] = fingerprint;
        }

        if (recipe.Teacher.Store is { } store)
        {
            contents["stored answers"] = RunFolder.Fingerprint(
                Path.Combine(NetworkFile.ResolveFolder(store, settings), StoreManifest.File)
            );
        }

        if (recipe.Teacher.AnswerFile is { } told)
        {
            contents["file of answers"] = RunFolder.Fingerprint(NetworkFile.Resolve(told, settings));
        }

        if (recipe.Teacher.Answers is { } answers)
        {
            contents["teacher's answers"] = answers.Fingerprint;
        }

        return new RunIdentity(settings.Clock.GetUtcNow(), RecipeValues.Of(recipe), contents);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="DecantException">The file is damaged or from another version.</exception>
    public static RunIdentity Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<RunIdentity>(File.ReadAllText(path), s_json) ?? throw new JsonException("it is empty");
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new DecantException(
                $"Reading {path}: expected what a run is, received: {failure.Message} Begin anew in another folder.",
                failure
            );
        }
    }

    /// <summary>Writes it.</summary>
    public void Write(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, s_json) + "\n");

    /// <summary>How another run differs, a sentence each.</summary>
    public IReadOnlyList<string> Differences(RunIdentity other) =>
        [
            .. from path in Recipe.Keys.Union(other.Recipe.Keys).Order(StringComparer.Ordinal)
            let pair = (There: Recipe.GetValueOrDefault(path), Here: other.Recipe.GetValueOrDefault(path))
            where pair.There != pair.Here
            select $"{path}: {pair.There ?? "nothing"} when the run began, {pair.Here ?? "nothing"} now",
            .. from name in Contents.Keys.Union(other.Contents.Keys).Order(StringComparer.Ordinal)
            let pair = (There: Contents.GetValueOrDefault(name), Here: other.Contents.GetValueOrDefault(name))
            where pair.There != pair.Here
            select $"{name}: {Short(pair.There)} when the run began, {Short(pair.Here)} now",
        ];

    // Fingerprints are for comparing, not for reading.
    private static string Short(string? text) =>
        text is null ? "nothing"
        : text.Length > 20 && !text.Contains(' ', StringComparison.Ordinal) ? text[..8]
        : text;
}
