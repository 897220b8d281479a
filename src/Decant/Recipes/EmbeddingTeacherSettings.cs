using Decant.Options;
using Microsoft.Extensions.AI;

namespace Decant.Recipes;

/// <summary>
/// A service that answers texts with vectors, as the teacher of a student that does so, too (task <c>text-embedding</c>), or of one that
/// takes them as hints: the value <c>embedding</c>. It is asked once about each text.
/// </summary>
public sealed record EmbeddingTeacherSettings : ServiceTeacherSettings, ISettings
{
    private static readonly Option<int> s_dimensions = Option.WholeNumber(
        "dimensions",
        null,
        "Numbers of the model's vectors.",
        atLeast: 1,
        atMost: 100_000,
        unit: "numbers"
    );
    private static readonly Option<bool> s_isShortened = Option.Switch(
        "shortened",
        false,
        "Whether the service is asked to shorten its vectors to that many numbers; only some models can."
    );
    private static readonly Option<int> s_batch = Option
        .WholeNumber("batch", 64, "Texts of one request.", atLeast: 1, atMost: 2048, unit: "texts")
        .WithoutInfluence();
    private static readonly Option<IEmbeddingGenerator<string, Embedding<float>>> s_client = new ProgramOption<
        IEmbeddingGenerator<string, Embedding<float>>
    >("client", "The client of a program that asks the model, if not the service under endpoint.", client =>
        client.GetType().Name
    ).WithoutInfluence();

    static OptionSet ISettings.Options { get; } = SharedOptions.And(OptionSet.DeclaredIn(typeof(EmbeddingTeacherSettings)));

    /// <summary>Numbers of the model's vectors, 1 or more.</summary>
    public int Dimensions
    {
        get => Get(s_dimensions);
        init => Values = Changed<int>(s_dimensions, value);
    }

    /// <summary>Whether the service is asked to shorten its vectors to <see cref="Dimensions"/>.</summary>
    public bool IsShortened
    {
        get => Get(s_isShortened);
        init => Values = Changed<bool>(s_isShortened, value);
    }

    /// <summary>Texts of one request, 1 to 2048.</summary>
    public int Batch
    {
        get => Get(s_batch);
        init => Values = Changed<int>(s_batch, value);
    }

    /// <summary>
    /// Asks the model; null for the service under <see cref="ServiceTeacherSettings.Endpoint"/>, which the command reaches.
    /// </summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Client
    {
        get => Values.Find(s_client);
        init => Values = Changed(s_client, value);
    }

    static void ISettings.Check(SettingsCheck check) => CheckShared(check, check.Has(s_client));
}
