using System.Globalization;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>What each number means, for a reader who meets it here for the first time.</summary>
internal static class MeaningSection
{
    public static Markup Of(Run run) =>
        Markup.Of(
            $"""
            <section id="meaning"><h2>What the numbers mean</h2>
            <dl class="meanings">{Markup.Each(Terms(run), term =>
                Markup.Of($"<div><dt>{term.Name}</dt><dd>{term.Meaning}</dd></div>")
            )}</dl></section>
            """
        );

    private static IEnumerable<(string Name, string Meaning)> Terms(Run run)
    {
        foreach (var row in ComparisonTable.Rows(run).Where(row => row.Meaning.Length > 0))
        {
            yield return (row.Title, row.Meaning);
        }

        if (DistillationEvidence.Of(run) is not { } evidence)
        {
            yield break;
        }

        if (evidence.Retention is not null)
        {
            yield return run.Metric.HigherIsBetter
                ? ("Kept of the teacher", "The student’s value divided by the teacher’s.")
                : ("Times the teacher’s", "The student’s error divided by the teacher’s: 1 when nothing was lost.");
        }

        if (evidence.Comparisons.Count > 0)
        {
            yield return (
                "Paired seeds",
                "For every seed both students start from the same weights and see the samples in the same order; only the teacher differs."
            );
        }

        if (evidence.Comparisons.FirstOrDefault(comparison => comparison.Interval is not null) is { } comparison)
        {
            var confidence = (100 * comparison.Confidence).ToString("0.##", CultureInfo.InvariantCulture);
            yield return (
                $"{confidence} % interval",
                "Mean of the paired differences ± t · s/√n, with Student’s t for n − 1 degrees of freedom: of 100 "
                    + $"such intervals about {confidence} hold the true difference."
            );
            yield return (
                "p",
                "How often so large a difference comes of chance where there is none; corrected for the number of arms after Holm."
            );
        }

        if (evidence.RecoveredShare is not null)
        {
            yield return ("Gap closed", "(distilled − alone) / (teacher − alone): 0 % adds nothing, 100 % reaches the teacher.");
        }
    }
}
