using Decant.Evidence;
using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Teacher, distilled student and the same student without a teacher, number by number, on the test split.</summary>
internal static class ComparisonSection
{
    public static Markup Of(Run run) =>
        Markup.Of(
            $"""
            <section id="comparison"><h2>{(run.Arms.Count > 1 ? "Side by side" : "The numbers")}</h2>
            <p class="note">All quality numbers are from the {Quantity.Count(
                Subject.Of(run).Seeds[0].Test.Samples
            )} {run.JudgedBy} samples, {string.Join(
                ' ',
                new[] { run.JudgesByValidation ? "as this run is for choosing; no one has looked at the test part." : "which no choice has seen.", Spread(run), MajorityBaseline.Sentence(run) }.Where(sentence => sentence.Length > 0)
            )}</p>
            <div class="scroll" tabindex="0"><table class="comparison">
            <thead><tr><td></td>{Markup.Each(run.Arms, Heading)}</tr></thead>
            <tbody>{Markup.Each(ComparisonTable.Rows(run), Row)}</tbody>
            </table></div>
            {Errors(run)}
            </section>
            """
        );

    private static string Spread(Run run) =>
        run.Arms.Any(arm => arm.Seeds.Count > 1) ? "Where there are several seeds: mean ± standard deviation." : "";

    private static Markup Heading(ArmResult arm)
    {
        var look = ArmLook.Of(arm.Name);
        var seeds = arm.Seeds.Count == 1 ? "1 seed" : $"{Quantity.Count(arm.Seeds.Count)} seeds";
        return Markup.Of(
            $"""<th scope="col"><i class="key {look.Colour}"></i>{look.Title}<small>{arm.Seeds[0].Model.Architecture} · {seeds}</small></th>"""
        );
    }

    private static Markup Row(ComparisonRow row) =>
        Markup.Of(
            $"""
            <tr><th scope="row">{row.Title}</th>{Markup.Each(row.Cells, cell => Markup.Of($"<td>{Quantity.Unbroken(cell)}</td>"))}</tr>
            """
        );

    // Bars that begin at zero can be compared where lower is better.
    private static Markup Errors(Run run)
    {
        var drawn = run.Arms[0].Seeds[0].Test.Measures.FirstOrDefault(measure => measure.BarsTitle.Length > 0);
        if (
            run.Arms.Count < 2
            || drawn is not { Name: var metric, BarsTitle: var title }
            || run.Arms.Any(arm => arm.Seeds[0].Test.Metric(metric) is null)
        )
        {
            return Markup.Empty;
        }

        var description = MetricDescription.Of(drawn.Facts);
        var bars = run.Arms.Select(arm => BarOf(arm, description, [.. arm.Seeds.Select(seed => seed.Test.Metric(metric) ?? 0)])).ToArray();
        var chart = new BarChart
        {
            Id = "errors",
            Title = $"{title} on the test split",
            Description = string.Join("; ", bars.Select(bar => $"{bar.Name}: {bar.Text}")),
            Bars = bars,
        };
        var dots = bars.Any(bar => bar.Dots.Count > 0) ? " Bars are means, dots single seeds." : "";
        return Markup.Of(
            $"""<figure><figcaption>{title} on {Quantity.Count(run.Arms[0].Seeds[0].Test.Samples)} {run.JudgedBy} samples: shorter is better.{dots}</figcaption>{chart.Draw()}</figure>"""
        );
    }

    private static Bar BarOf(ArmResult arm, MetricDescription description, double[] errors)
    {
        var look = ArmLook.Of(arm.Name);
        return new Bar(
            look.Title,
            look.Colour,
            errors.Average(),
            description.Text(new SeedStatistics(errors)),
            errors.Length > 1 ? errors : []
        );
    }
}
