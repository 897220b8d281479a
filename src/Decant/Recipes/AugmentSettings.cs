using Decant.Options;
using Decant.Recipes.Vocabulary;

namespace Decant.Recipes;

/// <summary>What is done at random to every view of a sample.</summary>
public sealed record AugmentSettings : Settings, ISettings
{
    /// <summary>Nothing.</summary>
    public static AugmentSettings None { get; } = new();

    static OptionSet ISettings.Options => AugmentationVocabulary.All;

    /// <summary>Name and amount of everything that is done; the amounts are above 0.</summary>
    public IReadOnlyDictionary<string, double> Amounts =>
        AugmentationVocabulary
            .All.OfType<Option<double>>()
            .Select(option => (option.Key, Amount: Values.Get(option)))
            .Where(pair => pair.Amount != 0)
            .ToDictionary(pair => pair.Key, pair => pair.Amount);
}
