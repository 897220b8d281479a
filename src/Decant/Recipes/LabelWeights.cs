using Decant.Losses;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>The weight of the labels' own losses where none is given.</summary>
internal static class LabelWeights
{
    /// <summary>
    /// The same terms with a weight for the labels' own losses where none is given: as the paper of the loss next to them has it
    /// (<see cref="LossFacts.LabelWeight"/>), of several losses the smallest, and 1 where labels are used alone.
    /// </summary>
    public static ValueList<DistillationLoss> Fill(IReadOnlyList<DistillationLoss> terms)
    {
        var weight = terms.Where(term => !IsOfLabels(term)).Select(term => term.Facts.LabelWeight).DefaultIfEmpty(1).Min();
        return [.. terms.Select(term => !IsOfLabels(term) || term.HasWeight ? term : term with { Weight = weight })];
    }

    /// <summary>Whether it is learnt from labels alone, with no teacher and no weights of its own.</summary>
    public static bool IsOfLabels(DistillationLoss loss) => loss is HardLabelsLoss or LabelSmoothingLoss or DiceLoss;
}
