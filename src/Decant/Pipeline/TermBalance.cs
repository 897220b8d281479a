using System.Globalization;
using Decant.Losses;
using Decant.Notices;
using Decant.Recipes;
using Decant.Training;

namespace Decant.Pipeline;

/// <summary>
/// Says which share of the gradient each term of the loss has in the first steps, as a term that is a hundredth of another teaches nothing;
/// and, if the recipe asks for it, scales the terms so that their shares are as their weights.
/// </summary>
internal static class TermBalance
{
    private const double LeastShare = 0.01;

    /// <summary>Measures, says, and gives back the terms to train with.</summary>
    public static IReadOnlyList<DistillationLoss> Of(RunContext context, TrainingJob job)
    {
        var norms = GradientShares.Measure(job with { Device = job.Device.For("balance") });
        var terms = job.Terms;
        if (context.Recipe.Balance == Balance.Auto)
        {
            terms = Balanced(terms, norms);
        }

        var parts = terms.Select((term, i) => term.Weight.Largest * norms[i]).ToArray();
        var sum = parts.Sum();
        if (!(sum > 0))
        {
            context.Observer.Note(
                "Balance: no term of the loss moves the student in its first steps. Check the hints' names and the learning data."
            );
            return terms;
        }

        context.Observer.Note(
            $"Balance: of the gradient on the student in the first steps, "
                + $"{string.Join(", ", terms.Select((term, i) => $"{term.Term} is {Percent(parts[i] / sum)}"))}."
        );
        foreach (var (term, share, norm) in terms.Select((term, i) => (term, parts[i] / sum, norms[i])))
        {
            if (share < LeastShare && term.Weight.Largest > 0)
            {
                var remedy =
                    norm > 0
                        ? $"A weight of {Number(term.Weight.Largest * 0.1 / Math.Max(share, 1e-9))} would make it "
                            + $"about a tenth; or write 'balance: auto'"
                        : "Its gradient is zero: check what it reads";
                context.Observer.Note(
                    Notice.Warning($"the term '{term.Term}' is under 1 % of the gradient and teaches next to nothing. {remedy}.")
                );
            }
        }

        return terms;
    }

    // wᵢ' = (wᵢ/Σw)·(Σ wⱼ·nⱼ)/nᵢ: the whole gradient keeps its size, and each term gets the share that its weight says.
    internal static IReadOnlyList<DistillationLoss> Balanced(IReadOnlyList<DistillationLoss> terms, IReadOnlyList<double> norms)
    {
        var weights = terms.Sum(term => term.Weight.Largest);
        var whole = terms.Select((term, i) => term.Weight.Largest * norms[i]).Sum();
        return
        [
            .. terms.Select((term, i) => norms[i] > 0 ? term with { Weight = term.Weight.Scaled(whole / (weights * norms[i])) } : term),
        ];
    }

    private static string Percent(double share) => (100 * share).ToString(share < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";

    private static string Number(double number) => number.ToString("G2", CultureInfo.InvariantCulture);
}
