using System.Globalization;
using Decant.Losses;
using Decant.Runs;

namespace Decant.Pipeline;

/// <summary>
/// Tells a student that learnt its teacher's mistakes. Students and teachers err on the same hard samples anyway; the same student trained
/// alone says how often that is. Of samples that the teacher gets wrong, those that only the distilled student gets wrong are b, those
/// that only the student alone gets wrong are c: without a difference (b − c)/√(b + c) is standard normal (McNemar 1947).
/// </summary>
internal static class OverDistillation
{
    private const double Deviations = 3;

    // Points of validation accuracy that are no noise of an epoch.
    private const double NotableFall = 0.02;

    /// <summary>What is found, a sentence each; nothing where all is as it should be.</summary>
    /// <param name="arms">The arms of a finished run.</param>
    /// <param name="terms">The losses; those that read the teacher's answers tell how close the student came.</param>
    public static IEnumerable<string> Problems(IReadOnlyList<ArmResult> arms, IReadOnlyList<DistillationLoss> terms)
    {
        var distilled = Of(ArmNames.Distilled);
        foreach (var problem in new[] { OfMistakes(Of(ArmNames.Teacher), distilled, Of(ArmNames.Scratch)), OfEpochs(distilled, terms) })
        {
            if (problem is not null)
            {
                yield return problem;
            }
        }

        IReadOnlyList<SeedResult> Of(string name) => arms.FirstOrDefault(arm => arm.Name == name)?.Seeds ?? [];
    }

    // Counts are means over the seeds that both have: samples are the same, so that more seeds are no more samples.
    private static string? OfMistakes(
        IReadOnlyList<SeedResult> teacher,
        IReadOnlyList<SeedResult> distilled,
        IReadOnlyList<SeedResult> alone
    )
    {
        var pairs = distilled
            .Join(alone, one => one.Seed, other => other.Seed, (one, other) => (Distilled: one.Test, Alone: other.Test))
            .ToArray();
        if (teacher is not [{ Test: { Correct: { Count: > 0 } known } }] || pairs.Length == 0 || !pairs.All(IsLike))
        {
            return null;
        }

        int[] wrong = [.. Enumerable.Range(0, known.Count).Where(n => !known[n])];
        var (more, less) = (Mean(pair => wrong.Count(n => !pair.Distilled.Correct[n] && pair.Alone.Correct[n])), Mean(Less));
        var (own, other) = (
            Mean(pair => pair.Distilled.Correct.Count(right => right)),
            Mean(pair => pair.Alone.Correct.Count(right => right))
        );
        return more - less >= Deviations * Math.Sqrt(more + less) && more > less && own <= other
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the student learnt its teacher's mistakes: of {wrong.Length} test samples that the teacher gets wrong it gets "
                    + $"{Mean(pair => wrong.Count(n => !pair.Distilled.Correct[n])):0} wrong, and {Mean(pair => wrong.Count(n => !pair.Alone.Correct[n])):0} "
                    + $"when it is trained alone; in all it is right on {100 * own / known.Count:0.0} %, alone on {100 * other / known.Count:0.0} %. "
                    + $"Lower the weight of the teacher's answers, or find out with decant audit what the teacher gets wrong."
            )
            : null;

        bool IsLike((EvaluationResult Distilled, EvaluationResult Alone) pair) =>
            pair.Distilled.Correct.Count == known.Count && pair.Alone.Correct.Count == known.Count;

        int Less((EvaluationResult Distilled, EvaluationResult Alone) pair) =>
            wrong.Count(n => pair.Distilled.Correct[n] && !pair.Alone.Correct[n]);

        double Mean(Func<(EvaluationResult Distilled, EvaluationResult Alone), int> count) => pairs.Average(pair => (double)count(pair));
    }

    // The weights that were kept are worse on validation than earlier ones, which were further from the teacher.
    private static string? OfEpochs(IReadOnlyList<SeedResult> distilled, IReadOnlyList<DistillationLoss> terms)
    {
        if (
            terms.FirstOrDefault(term => term.NeedsTeacher)?.Term is not { } term
            || distilled is not [{ ChosenEpoch: { } chosen, Epochs: { Count: > 1 } epochs }, ..]
            || epochs.FirstOrDefault(epoch => epoch.Epoch == chosen) is not { } kept
            || epochs.MaxBy(epoch => epoch.ValidationMetric(NamedValue.Accuracy)) is not { } best
        )
        {
            return null;
        }

        var (high, low) = (best.ValidationMetric(NamedValue.Accuracy), kept.ValidationMetric(NamedValue.Accuracy));
        var (far, close) = (Distance(best), Distance(kept));
        return best.Epoch < kept.Epoch && high - low >= NotableFall && close < far
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"from epoch {best.Epoch} to {kept.Epoch} the student came closer to its teacher ('{term}' fell from {far:0.###} to {close:0.###}) "
                    + $"while its validation accuracy fell from {100 * high:0.0} to {100 * low:0.0} %. Train for fewer epochs, or stop early "
                    + $"(training.early-stopping)."
            )
            : null;

        double? Distance(EpochRecord epoch) =>
            epoch.LossTerms.Where(loss => loss.Name == term).Select(loss => (double?)loss.Value).FirstOrDefault();
    }
}
