using Decant.ControlArms;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>What the distilled student is compared with, and how often.</summary>
public sealed record CompareSettings : Settings, ISettings
{
    private static readonly Option<ValueList<Description>> s_arms = Option.NamedList(
        "arms",
        ControlArmCatalogue.All,
        [ControlArmCatalogue.All.Find("scratch")],
        "Trainings besides the distillation; [] for none."
    );
    private static readonly Option<int> s_seeds = Option.WholeNumber(
        "seeds",
        1,
        "Repetitions of every arm, with seeds from training.seed on, the same for all arms.",
        atLeast: 1,
        atMost: 1000,
        unit: "seeds"
    );

    private static readonly Option<double> s_margin = Option.Number(
        "margin",
        0.01,
        "The smallest difference that matters: of a metric in shares itself (0.01 is one point), of others that share of what is compared "
            + "with.",
        above: 0,
        below: 1
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(CompareSettings));

    /// <summary>Everything that <see cref="Arms"/> may hold, by name and meaning.</summary>
    public static IReadOnlyCollection<Description> KnownArms => ControlArmCatalogue.All;

    /// <summary>Trainings besides the distillation; some of <see cref="KnownArms"/>.</summary>
    public ValueList<Description> Arms
    {
        get => Get(s_arms);
        init => Values = Changed(s_arms, value);
    }

    /// <summary>Repetitions of every arm, with seeds from <c>training.seed</c> on; 1 or more.</summary>
    public int Seeds
    {
        get => Get(s_seeds);
        init => Values = Changed<int>(s_seeds, value);
    }

    /// <summary>
    /// The smallest difference that matters; above 0 and below 1. Of a metric in shares itself (0.01 is one point), of others that share
    /// of what is compared with.
    /// </summary>
    public double Margin
    {
        get => Get(s_margin);
        init => Values = Changed<double>(s_margin, value);
    }
}
