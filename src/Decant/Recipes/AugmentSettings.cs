using Decant.Data.Augmentations;
using Decant.Options;
using Decant.Recipes.Vocabulary;

namespace Decant.Recipes;

/// <summary>What is done at random to every view of a sample.</summary>
public sealed record AugmentSettings : Settings, ISettings
{
    /// <summary>Nothing.</summary>
    public static AugmentSettings None { get; } = new();

    static OptionSet ISettings.Options => AugmentationVocabulary.All;

    /// <summary>Name and amount of all that is done and recipes can name; the amounts are above 0.</summary>
    public IReadOnlyDictionary<string, double> Amounts =>
        AugmentationVocabulary
            .All.OfType<Option<double>>()
            .Select(option => (option.Key, Amount: Values.Get(option)))
            .Where(pair => pair.Amount != 0)
            .ToDictionary(pair => pair.Key, pair => pair.Amount);

    /// <summary>
    /// Steps of one's own, after those that recipes can name. The recipe in a run's folder has their names and amounts, which only the
    /// program that has the steps understands.
    /// </summary>
    public ValueList<AugmentationStep> Steps { get; init; } = [];

    /// <summary>Name and amount of all that is done, steps of one's own too.</summary>
    internal IEnumerable<KeyValuePair<string, double>> Done =>
        Amounts.Concat(Steps.Select(step => KeyValuePair.Create(step.Name, step.Amount)));

    /// <summary>What does it to samples; null where nothing is to be done.</summary>
    internal Augmentation? Augmentation => Augmentation.From(Amounts, Steps);
}
