using Decant.Losses;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>One term of the sum that the student minimises.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Values">Its options.</param>
public sealed record LossSettings(DistillationLoss Loss, OptionValues Values)
{
    /// <summary>The term's name in logs and reports; no two terms share it.</summary>
    public string Name => Values.Find(DistillationLoss.TermName) ?? Loss.Name;

    /// <summary>Factor of the term in the sum; 0 or more.</summary>
    public ScheduledNumber Weight => Values.Get(Loss.Weight);

    /// <summary>
    /// The same terms with a weight for the labels' own losses where none is given: as the paper of the loss next to them has it
    /// (<see cref="LossFacts.LabelWeight"/>), of several losses the smallest, and 1 where labels are used alone.
    /// </summary>
    public static ValueList<LossSettings> WithLabelWeights(IReadOnlyList<LossSettings> terms)
    {
        var weight = terms.Where(term => !IsOfLabels(term.Loss)).Select(term => term.Loss.Facts.LabelWeight).DefaultIfEmpty(1).Min();
        return
        [
            .. terms.Select(term =>
                !IsOfLabels(term.Loss) || term.Values.IsGiven(term.Loss.Weight)
                    ? term
                    : term with
                    {
                        Values = term.Values.With<ScheduledNumber>(term.Loss.Weight, weight),
                    }
            ),
        ];
    }

    /// <summary>Whether it is learnt from labels alone, with no teacher and no weights of its own.</summary>
    internal static bool IsOfLabels(DistillationLoss loss) => loss is HardLabelsLoss or LabelSmoothingLoss;
}
