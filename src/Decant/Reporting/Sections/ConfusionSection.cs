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
        if (seed.Test is not ClassificationResult result)
        {
            return Markup.Empty;
        }

        var biggest = ClassConfusion.Biggest(result.Confusion, Told);
        return Markup.Of($"""
            <section id="confusion"><h2>What is taken for what</h2>
            <p class="note">The {Subject.Name(run)} with seed {seed.Seed.ToString(CultureInfo.InvariantCulture)} on the test split: {Quantity.Count(result.Errors)} of {Quantity.Count(result.Samples)} answers are wrong.</p>
            <div class="columns wide-left">
            {Map(run, result, biggest)}
            <div><h3>Most frequent confusions</h3>{Words(run, biggest)}</div>
            </div></section>
            """);
    }

    private static Markup Map(Run run, ClassificationResult result, IReadOnlyList<ClassConfusion> biggest)
    {
        if (result.Confusion.Classes > HeatMap.MostClasses)
        {
            return Markup.Of($"""<p class="note">{Quantity.Count(result.Confusion.Classes)} classes are too many for a picture.</p>""");
        }

        var map = new HeatMap
        {
            Id = "heat-map",
            Title = "Confusion matrix",
            Description = biggest.Count == 0 ? "Every answer is right." : "Rows are labels, columns are answers. Most frequent: " + string.Join("; ", biggest.Select(one => Sentence(run, one))),
            Counts = result.Confusion,
            Classes = run.Data.Classes,
        };
        return Markup.Of($"""<figure><div class="scroll" tabindex="0">{map.Draw()}</div><figcaption>Rows are labels, columns are answers. Blue on the diagonal is right, orange is wrong: the stronger, the more often.</figcaption></figure>""");
    }

    private static Markup Words(Run run, IReadOnlyList<ClassConfusion> biggest) => biggest.Count == 0
        ? Markup.Of($"<p>None: every answer is right.</p>")
        : Markup.Of($"""<ol class="confusions">{Markup.Each(biggest, one => Markup.Of($"<li>{Sentence(run, one)}</li>"))}</ol>""");

    private static string Sentence(Run run, ClassConfusion one)
    {
        var label = ClassName.Of(run.Data.Classes, one.Label);
        return $"“{label}” was taken for “{ClassName.Of(run.Data.Classes, one.Answer)}” {Quantity.Count(one.Count)} {(one.Count == 1 ? "time" : "times")}: {Quantity.Percent(one.Share)} of all “{label}”";
    }
}
