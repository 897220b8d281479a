using Decant.Options;
using Decant.Recipes.Vocabulary;

namespace Decant.Recipes;

/// <summary>What the distilled student is compared with, and how often.</summary>
public sealed record CompareSettings : Settings, ISettings
{
    private static readonly Option<ValueList<Description>> s_arms = Option.NamedList(
        "arms",
        ArmVocabulary.All,
        [ArmVocabulary.All.Find("scratch")],
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

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(CompareSettings));

    /// <summary>Trainings besides the distillation.</summary>
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
}
