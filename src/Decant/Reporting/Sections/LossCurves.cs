using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>The loss and its terms, epoch by epoch, one chart per arm that was trained.</summary>
internal static class LossCurves
{
    private static readonly string[] Dashes = ["7 3", "2 3", "9 3 2 3", "4 2"];

    public static Markup Of(Run run) =>
        Markup.Each(run.Arms.Where(arm => arm.Seeds[0].Epochs.Any(epoch => double.IsFinite(epoch.TotalLoss))), arm =>
            Chart(arm, arm.Seeds[0])
        );

    private static Markup Chart(ArmResult arm, SeedResult seed)
    {
        var series = Series(seed.Epochs);
        var last = seed.Epochs[^1];
        var chart = new LineChart
        {
            Id = $"loss-{ArmLook.Of(arm.Name).Colour}-{Position(arm.Name)}",
            Title = $"Training loss: {ArmLook.Of(arm.Name).Title}",
            Description =
                $"In epoch {Quantity.Count(last.Epoch)}: total {Quantity.Number(last.TotalLoss, 4)}; "
                + string.Join("; ", last.LossTerms.Select(term => $"{term.Name} {Quantity.Number(term.Value, 4)}")),
            YLabel = "loss",
            Series = series,
            Range = Range(series),
        };
        var weights = series.Length > 1 ? " Each term is shown as it is; the total is their sum, each times its weight." : "";
        var seeds = arm.Seeds.Count > 1 ? $" Seed {seed.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)}." : "";
        return Markup.Of($"<figure><figcaption><b>{chart.Title}.</b>{seeds}{weights}</figcaption>{chart.Draw()}</figure>");
    }

    private static LineSeries[] Series(IReadOnlyList<EpochRecord> epochs)
    {
        var terms = epochs[0]
            .LossTerms.Select(
                (term, index) =>
                    new LineSeries(
                        term.Name,
                        $"term-{(index % Dashes.Length) + 1}",
                        Dashes[index % Dashes.Length],
                        [
                            .. epochs.Select(epoch =>
                                ((double)epoch.Epoch, index < epoch.LossTerms.Count ? epoch.LossTerms[index].Value : double.NaN)
                            ),
                        ]
                    )
            )
            .ToArray();
        var total = new LineSeries("total", "total", "", [.. epochs.Select(epoch => ((double)epoch.Epoch, epoch.TotalLoss))]);

        // A single term of weight 1 is the total: one line, under the term's name.
        return terms is [var only] && only.Points.SequenceEqual(total.Points) ? [total with { Name = only.Name }] : [.. terms, total];
    }

    // From zero, which is where most losses would like to be; some terms may go below.
    private static (double Low, double High)? Range(IEnumerable<LineSeries> series)
    {
        var values = series.SelectMany(line => line.Points).Select(point => point.Y).Where(double.IsFinite).ToArray();
        return values.Length == 0 ? null : (Math.Min(0, values.Min()), values.Max());
    }

    // Arms' names come from outside and are not allowed in an id.
    private static string Position(string name) => Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(name));
}
