using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>How precise what each network finds is, by how much it finds: the mean over the classes.</summary>
internal static class PrecisionRecallSection
{
    public static Markup Of(Run run)
    {
        var arms = run.Arms.Where(arm => arm.Seeds[0].Test.Curves.Count > 0).ToArray();
        if (arms.Length == 0)
        {
            return Markup.Empty;
        }

        var series = arms.Select(Mean).ToArray();
        var chart = new LineChart
        {
            Id = "precision-recall",
            Title = "Precision by recall",
            Description =
                "At a recall of a half: "
                + string.Join("; ", series.Select(line => $"{line.Name} {Quantity.Number(line.Points[line.Points.Count / 2].Y, 1)} %")),
            XLabel = "things found, %",
            YLabel = "boxes that are right, %",
            Series = series,
            Range = (0, 100),
        };
        return Markup.Of(
            $"""
            <section id="precision-recall"><h2>Finding more, or finding surely</h2>
            <p class="note">Mean over the classes on the test split, at an overlap of a half, with first seeds.</p>
            <figure><figcaption><b>{chart.Title}.</b></figcaption>{chart.Draw()}</figure></section>
            """
        );
    }

    private static LineSeries Mean(ArmResult arm)
    {
        var (look, curves) = (ArmLook.Of(arm.Name), arm.Seeds[0].Test.Curves);
        var last = curves[0].Precision.Count - 1;
        return new LineSeries(
            look.Title,
            look.Colour,
            look.Dash,
            [.. Enumerable.Range(0, last + 1).Select(r => (100.0 * r / last, 100 * curves.Average(curve => curve.Precision[r])))]
        );
    }
}
