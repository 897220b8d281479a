using Decant.Options;
using Decant.SoftTargets.Store;

namespace Decant.Recipes;

/// <summary>How often the teacher is asked, and how its answers are kept.</summary>
public sealed record SoftTargetSettings : Settings, ISettings
{
    private const string Auto = "auto",
        Off = "off";
    private static readonly string[] s_words = ["f32", "f16", "u8"];

    private static readonly Option<string> s_store = Option.Word(
        "store",
        Off,
        [Auto, Off],
        "Whether the teacher answers once: auto keeps its answers in the run's folder during the first epoch and reads them afterwards."
    );
    private static readonly Option<int> s_views = Option.WholeNumber(
        "views",
        null,
        "How many augmented views there are of each sample: epoch e shows view e mod views, to teacher and student alike, in every "
            + "training of the student; left out, another one in every epoch, of which none can be kept.",
        atLeast: 1,
        atMost: short.MaxValue,
        unit: "views",
        unset: ""
    );
    private static readonly Option<string> s_numbers = Option.Word(
        "numbers",
        s_words[0],
        s_words,
        "What a number is in a store: 32 bits, 16 bits, or 8 bits between the smallest and the largest of an answer."
    );
    private static readonly Option<int> s_top = Option.WholeNumber(
        "top",
        null,
        "Of how many of the best classes the store keeps the probability, with the mass of the rest; left out, all.",
        atLeast: 1,
        unit: "classes",
        unset: ""
    );
    private static readonly Option<int> s_draws = Option.WholeNumber(
        "draws",
        null,
        "How many classes the store draws by their probabilities, which leaves the gradient unbiased "
            + "(Anshumann et al. 2025, arXiv:2503.16870); left out, none.",
        atLeast: 1,
        atMost: 65_536,
        unit: "classes",
        unset: ""
    );
    private static readonly Option<double> s_temperature = Option.Number(
        "temperature",
        1,
        "Of top and draws: the temperature of the probabilities, the same as in the losses.",
        above: 0
    );
    private static readonly Option<int> s_folds = Option.WholeNumber(
        "folds",
        null,
        "Into how many parts the samples are divided, so that each is answered by a teacher that was trained on the "
            + "others and has not seen "
            + "its label; left out, one teacher answers all.",
        atLeast: 2,
        atMost: 1000,
        unit: "parts",
        unset: ""
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(SoftTargetSettings));

    /// <summary>Whether answers are kept in the run's folder.</summary>
    public bool IsKept
    {
        get => Get(s_store) == Auto;
        init => Values = Changed(s_store, value ? Auto : Off);
    }

    /// <summary>How many views there are of each sample; null for another one in every epoch.</summary>
    public int? Views
    {
        get => Values.FindNumber(s_views);
        init => Values = Changed(s_views, value);
    }

    /// <summary>What a number is in a store: <c>f32</c>, <c>f16</c> or <c>u8</c>.</summary>
    public string Numbers
    {
        get => Get(s_numbers);
        init => Values = Changed(s_numbers, value);
    }

    /// <summary>Of how many of the best classes the probability is kept; null for all.</summary>
    public int? Top
    {
        get => Values.FindNumber(s_top);
        init => Values = Changed(s_top, value);
    }

    /// <summary>How many classes are drawn; null for none.</summary>
    public int? Draws
    {
        get => Values.FindNumber(s_draws);
        init => Values = Changed(s_draws, value);
    }

    /// <summary>The temperature of probabilities that are kept or drawn; above 0.</summary>
    public double Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<double>(s_temperature, value);
    }

    /// <summary>Into how many parts the samples are divided for teachers that have not seen them; null for one teacher.</summary>
    public int? Folds
    {
        get => Values.FindNumber(s_folds);
        init => Values = Changed(s_folds, value);
    }

    /// <summary>How answers are written.</summary>
    internal AnswerEncoding Encoding =>
        new()
        {
            Numbers = (StoredNumbers)Array.IndexOf(s_words, Numbers),
            Top = Top,
            Draws = Draws,
            Temperature = Top is null && Draws is null ? 1 : Temperature,
        };

    static void ISettings.Check(SettingsCheck check)
    {
        if (check.Has(s_top.Key) && check.Has(s_draws.Key))
        {
            check.Report(s_draws.Key, "the best classes are kept, or classes are drawn", $"Remove '{s_top.Key}' or '{s_draws.Key}'.");
        }
    }
}
