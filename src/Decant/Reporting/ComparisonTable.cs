using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>The table of the arms: quality first, then what it costs. The HTML page and the Markdown text show the same one.</summary>
internal static class ComparisonTable
{
    /// <summary>All rows that at least one arm has a number for.</summary>
    public static IReadOnlyList<ComparisonRow> Rows(Run run) =>
        [.. Quality(run).Concat(Cost(run)).Where(row => row.Cells.Any(cell => cell != Quantity.None))];

    /// <summary>Heading of an arm's column, without the number of its seeds.</summary>
    public static string Heading(ArmResult arm) => ArmLook.Of(arm.Name).Title;

    private static IEnumerable<ComparisonRow> Quality(Run run)
    {
        var measures = run
            .Arms.SelectMany(arm => arm.Seeds[0].Test.Measures)
            .DistinctBy(measure => measure.Name)
            .Where(measure => measure.IsShown);
        foreach (var measure in measures.OrderBy(measure => measure.Name == run.Metric.Name ? 0 : 1))
        {
            var description = MetricDescription.Of(measure.Facts);
            yield return new ComparisonRow(
                description.Title,
                Cells(run, arm => Statistics(arm, measure.Name) is { } values ? description.Text(values) : null),
                description.Meaning
            );
        }
    }

    private static IEnumerable<ComparisonRow> Cost(Run run)
    {
        yield return Model(run, "Parameters", model => Quantity.Count(model.Parameters), "Trained numbers in the model.");
        yield return Model(
            run,
            "Operations per sample",
            model => Quantity.Flops(model.Flops),
            "Floating-point operations for one sample, a multiply-add counted as two."
        );
        yield return Model(run, "File size", model => Quantity.Bytes(model.Bytes), "Size of the ONNX file; kB and MB are decimal.");
        foreach (var batch in run.Arms.SelectMany(arm => arm.Seeds[0].Model.Latencies).Select(latency => latency.Batch).Distinct().Order())
        {
            yield return Model(
                run,
                $"Latency, batch {batch}",
                model => Latency(model, batch),
                $"Time of one call with {batch} sample{(batch == 1 ? "" : "s")} on this run's machine: median, and "
                    + $"the time that 95 of 100 calls stay under."
            );
        }

        yield return new ComparisonRow(
            "Training time",
            Cells(run, Training),
            "All seeds together, with validation, without the final test."
        );
    }

    private static SeedStatistics? Statistics(ArmResult arm, string metric)
    {
        var values = arm.Seeds.Select(seed => seed.Test.Metric(metric)).OfType<double>().ToArray();
        return values.Length == 0 ? null : new SeedStatistics(values);
    }

    private static ComparisonRow Model(Run run, string title, Func<ModelFacts, string?> text, string meaning) =>
        new(title, Cells(run, arm => text(arm.Seeds[0].Model)), meaning);

    private static string? Latency(ModelFacts model, int batch) =>
        model.Latencies.FirstOrDefault(latency => latency.Batch == batch) is { } measured
            ? $"{Quantity.Latency(measured.Median)} ({Quantity.Latency(measured.Percentile95)})"
            : null;

    private static string? Training(ArmResult arm) =>
        arm.Seeds[0].Origin switch
        {
            ModelOrigin.Trained => Quantity.Duration(arm.Duration),
            ModelOrigin.Kept => "kept from an earlier run",
            ModelOrigin.Given => "given as a file",
            _ => null,
        };

    private static string[] Cells(Run run, Func<ArmResult, string?> text) => [.. run.Arms.Select(arm => text(arm) ?? Quantity.None)];
}
