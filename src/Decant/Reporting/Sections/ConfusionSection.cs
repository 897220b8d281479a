using System.Globalization;
using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>What the student takes for what: as a picture, and the most frequent cases in words.</summary>
internal static class ConfusionSection
{
    private const int Told = 6;

    public static Markup Of(Run run)
    {
        var seed = Subject.Of(run).Seeds[0];
        if (seed.Test.Confusion is not { } counts)
        {
            return Markup.Empty;
        }

        var biggest = ClassConfusion.Biggest(counts, Told);
        return Markup.Of(
            $"""
            <section id="confusion"><h2>What is taken for what</h2>
            <p class="note">The {Subject.Name(run)} with seed {seed.Seed.ToString(
                CultureInfo.InvariantCulture
            )} on the test split: {Quantity.Count(counts.Wrong)} of {Quantity.Count(counts.Total)} answers are wrong.</p>
            <div class="columns wide-left">
            {Map(run, counts, biggest)}
            <div><h3>Most frequent confusions</h3>{Words(run, biggest)}</div>
            </div></section>
            """
        );
    }

    private static Markup Map(Run run, ConfusionCounts counts, IReadOnlyList<ClassConfusion> biggest)
    {
        if (counts.Classes > HeatMap.MostClasses)
        {
            return Markup.Of($"""<p class="note">{Quantity.Count(counts.Classes)} classes are too many for a picture.</p>""");
        }

        var map = new HeatMap
        {
            Id = "heat-map",
            Title = "Confusion matrix",
            Description =
                biggest.Count == 0
                    ? "Every answer is right."
                    : "Rows are labels, columns are answers. Most frequent: "
                        + string.Join("; ", biggest.Select(one => Sentence(run, one))),
            Counts = counts,
            Classes = run.Data.AnswerNames,
        };
        return Markup.Of(
            $"""<figure><div class="scroll" tabindex="0">{map.Draw()}</div><figcaption>Rows are labels, columns are answers. Blue on the diagonal is right, orange is wrong: the stronger, the more often.</figcaption></figure>"""
        );
    }

    private static Markup Words(Run run, IReadOnlyList<ClassConfusion> biggest) =>
        biggest.Count == 0
            ? Markup.Of($"<p>None: every answer is right.</p>")
            : Markup.Of($"""<ol class="confusions">{Markup.Each(biggest, one => Markup.Of($"<li>{Sentence(run, one)}</li>"))}</ol>""");

    private static string Sentence(Run run, ClassConfusion one)
    {
        var label = ClassName.Of(run.Data.AnswerNames, one.Label);
        return $"“{label}” was taken for “{ClassName.Of(run.Data.AnswerNames, one.Answer)}” {Quantity.Count(one.Count)} "
            + $"{(one.Count == 1 ? "time" : "times")}: {Quantity.Percent(one.Share)} of all “{label}”";
    }
}
