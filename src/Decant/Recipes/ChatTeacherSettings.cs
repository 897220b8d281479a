using Decant.Options;
using Microsoft.Extensions.AI;

namespace Decant.Recipes;

/// <summary>
/// A chat model as a teacher of texts with classes: it is asked for the class of each training text, once. What it names is the label of a
/// text that has none, and for every text a probability of <see cref="Certainty"/> on that class.
/// </summary>
public sealed record ChatTeacherSettings : ServiceTeacherSettings, ISettings
{
    private static readonly Option<string> s_instruction = Option.Text(
        "instruction",
        null,
        "What the model is told: what the texts are, and what each class means. The names of the classes are added to it."
    );
    private static readonly Option<int> s_examples = Option.WholeNumber(
        "examples",
        0,
        "Labelled training texts of each class that the model is shown first; they are sent with every request.",
        atLeast: 0,
        atMost: 100,
        unit: "texts"
    );
    private static readonly Option<double> s_certainty = Option.Number(
        "certainty",
        0.9,
        "The probability of the class that the model names, as soft target; the other classes share the rest equally.",
        above: 0.5,
        below: 1,
        unit: "probability"
    );
    private static readonly Option<double> s_samplingTemperature = Option.Number(
        "sampling-temperature",
        null,
        "How the model draws its words, 0 for the likeliest; left out, as the service does by itself.",
        atLeast: 0,
        atMost: 2,
        unset: ""
    );
    private static readonly Option<IChatClient> s_client = new ProgramOption<IChatClient>(
        "client",
        "The client of a program that asks the model, if not the service under endpoint.",
        client => client.GetType().Name
    ).WithoutInfluence();

    static OptionSet ISettings.Options { get; } = SharedOptions.And(OptionSet.DeclaredIn(typeof(ChatTeacherSettings)));

    /// <summary>What the model is told: what the texts are, and what each class means.</summary>
    public string Instruction
    {
        get => Get(s_instruction);
        init => Values = Changed(s_instruction, value);
    }

    /// <summary>Labelled training texts of each class that the model is shown first, 0 to 100.</summary>
    public int Examples
    {
        get => Get(s_examples);
        init => Values = Changed<int>(s_examples, value);
    }

    /// <summary>The probability of the class that the model names, above 0.5 and below 1; the other classes share the rest.</summary>
    public double Certainty
    {
        get => Get(s_certainty);
        init => Values = Changed<double>(s_certainty, value);
    }

    /// <summary>How the model draws its words, 0 (the likeliest) to 2; null for the service's own way.</summary>
    public double? SamplingTemperature
    {
        get => Values.FindNumber(s_samplingTemperature);
        init => Values = Changed(s_samplingTemperature, value);
    }

    /// <summary>
    /// Asks the model; null for the service under <see cref="ServiceTeacherSettings.Endpoint"/>, which the command reaches.
    /// </summary>
    public IChatClient? Client
    {
        get => Values.Find(s_client);
        init => Values = Changed(s_client, value);
    }

    static void ISettings.Check(SettingsCheck check) => CheckShared(check, check.Has(s_client));
}
