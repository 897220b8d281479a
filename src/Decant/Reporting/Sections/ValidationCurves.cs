using Decant.Reporting.Charts;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>The main metric on the validation split, epoch by epoch, of every arm that was trained.</summary>
internal static class ValidationCurves
{
    public static Markup Of(Run run)
    {
        var description = MetricDescription.Of(run.Metric);
        var trained = run
            .Arms.Where(arm => arm.Seeds.Any(seed => seed.Epochs.Any(epoch => epoch.ValidationMetric(run.Metric.Name) is not null)))
            .ToArray();
        if (trained.Length == 0)
        {
            return Markup.Empty;
        }

        var means = trained.Select(arm => Mean(arm, run.Metric.Name, description.Scale)).ToArray();
        var faint = trained
            .Where(arm => arm.Seeds.Count > 1)
            .SelectMany(arm => arm.Seeds.Select(seed => Single(arm, seed, run.Metric.Name, description.Scale)));
        LineSeries[] series = [.. faint, .. means];
        var range = Focus(series, out var isCut);
        var chart = new LineChart
        {
            Id = "validation",
            Title = $"{description.Title} on the validation split",
            Description =
                "After the last epoch: "
                + string.Join("; ", means.Select(mean => $"{mean.Name} {Quantity.Number(mean.Points[^1].Y, 2)}{description.Unit}")),
            YLabel = $"{description.Title.ToLowerInvariant()}{description.Unit.Replace(" ", ", ", StringComparison.Ordinal)}",
            Series = series,
            Range = range,
        };
        var cut = isCut ? " The axis shows the later epochs; the first ones lie outside." : "";
        var seeds = series.Length > means.Length ? " Thick lines are means, thin lines single seeds." : "";
        return Markup.Of($"<figure><figcaption><b>{chart.Title}.</b>{seeds}{cut}</figcaption>{chart.Draw()}</figure>");
    }

    private static LineSeries Single(ArmResult arm, SeedResult seed, string metric, double scale)
    {
        var look = ArmLook.Of(arm.Name);
        return new LineSeries(
            null,
            look.Colour,
            look.Dash,
            [.. seed.Epochs.Select(epoch => ((double)epoch.Epoch, (epoch.ValidationMetric(metric) ?? double.NaN) * scale))]
        );
    }

    // Seeds may stop at different epochs: the mean ends where the first of them ends.
    private static LineSeries Mean(ArmResult arm, string metric, double scale)
    {
        var look = ArmLook.Of(arm.Name);
        var lines = arm.Seeds.Select(seed => Single(arm, seed, metric, scale).Points).Where(points => points.Count > 0).ToArray();
        var length = lines.Min(points => points.Count);
        return new LineSeries(
            look.Title,
            look.Colour,
            look.Dash,
            [.. Enumerable.Range(0, length).Select(i => (lines[0][i].X, lines.Average(points => points[i].Y)))]
        );
    }

    // The first epochs are often so far off that the rest would be one line at the edge: then the axis is made for the
    // last three quarters of every line.
    private static (double Low, double High)? Focus(IReadOnlyList<LineSeries> series, out bool isCut)
    {
        var all = series.SelectMany(line => line.Points).Select(point => point.Y).Where(double.IsFinite).ToArray();
        var late = series
            .SelectMany(line => line.Points.Skip(line.Points.Count / 4))
            .Select(point => point.Y)
            .Where(double.IsFinite)
            .ToArray();
        isCut = late.Length > 0 && late.Max() > late.Min() && all.Max() - all.Min() > 1.8 * (late.Max() - late.Min());
        return isCut ? (late.Min(), late.Max()) : null;
    }
}
