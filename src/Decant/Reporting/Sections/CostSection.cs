using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>What answers of teacher and student cost, what making the student cost, and when it has paid.</summary>
internal static class CostSection
{
    public static Markup Of(Run run)
    {
        var models = run
            .Arms.Where(arm => arm.Name is ArmNames.Teacher or ArmNames.Distilled && arm.Seeds[0].Model.Latencies.Count > 0)
            .ToArray();
        return models.Length == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <section id="cost"><h2>What it costs</h2>
                <p class="note">{(models.Length > 1 ? "Both were timed in turn on this run’s machine. " : "")}p50, p95, p99: so many of 100 calls took at most this long. Samples per second are those of the fastest tenth of the calls, which other programs hold up least. Memory is that of the weights and of what a call computes in.</p>
                <div class="scroll" tabindex="0"><table class="comparison">
                <thead><tr><td></td>{Markup.Each(models, Heading)}</tr></thead>
                <tbody>{Markup.Each(
                    Rows(run, [.. models.Select(arm => arm.Seeds[0].Model)]).Where(row => row.Cells.Any(cell => cell != Quantity.None)),
                    Row
                )}</tbody>
                </table></div>
                {Sentences(run)}
                </section>
                """
            );
    }

    private static Markup Sentences(Run run) =>
        CostText.IsKnown(run)
            ? Markup.Of(
                $"""
                {Markup.Each(
                    new[] { RunCosts.Of(run) is { } costs ? CostText.Paying(costs) : "", CostText.Making(run) }.Where(text => text.Length > 0),
                    text => Markup.Of($"<p>{Quantity.Unbroken(text)}</p>")
                )}<p class="note">{Quantity.Unbroken(Energy(run))} {Quantity.Unbroken(CostText.Assumptions(run))} The section <code>costs</code> of a recipe changes that.</p>
                """
            )
            : Markup.Empty;

    private static string Energy(Run run) =>
        CostText.Source(run) == "estimated"
            ? "Energy of answers is an estimate: processor time / cores × watts."
            : "Energy of answers is what the processor’s counter (RAPL) says, which counts all that runs meanwhile.";

    private static Markup Heading(ArmResult arm) =>
        Markup.Of($"""<th scope="col"><i class="key {ArmLook.Of(arm.Name).Colour}"></i>{ArmLook.Of(arm.Name).Title}</th>""");

    private static Markup Row(ComparisonRow row) =>
        Markup.Of(
            $"""
            <tr><th scope="row">{row.Title}</th>{Markup.Each(row.Cells, cell => Markup.Of($"<td>{Quantity.Unbroken(cell)}</td>"))}</tr>
            """
        );

    private static IEnumerable<ComparisonRow> Rows(Run run, ModelFacts[] models)
    {
        foreach (var batch in models.SelectMany(model => model.Latencies).Select(latency => latency.Batch).Distinct().Order())
        {
            yield return Row($"Latency p50, batch {batch}", model => At(model, batch) is { } one ? Quantity.Latency(one.Median) : null);
            yield return Row($"Latency p95, batch {batch}", model =>
                At(model, batch) is { } one ? Quantity.Latency(one.Percentile95) : null
            );
            yield return Row($"Latency p99, batch {batch}", model =>
                At(model, batch)?.Percentile99 is { } time ? Quantity.Latency(time) : null
            );
        }

        var most = models.SelectMany(model => model.Latencies).Max(latency => latency.Batch);
        yield return Row($"Samples per second, batch {most}", model =>
            At(model, most) is { Typical.Ticks: > 0 } one ? Quantity.Count((long)one.SamplesPerSecond) : null
        );
        yield return Row($"Memory, batch {most}", model => At(model, most)?.MemoryBytes is { } bytes ? Quantity.Bytes(bytes) : null);
        yield return PerMillion("Energy", cost => Quantity.Energy(cost.KilowattHours));
        yield return PerMillion("CO₂", cost => Quantity.Grams(cost.Grams));
        yield return PerMillion("Price", cost => Quantity.Money(cost.Money, run.Rates.Currency));

        ComparisonRow Row(string title, Func<ModelFacts, string?> text) =>
            new(title, [.. models.Select(model => text(model) ?? Quantity.None)], "");

        ComparisonRow PerMillion(string what, Func<Expense, string> text) =>
            Row($"{what} per million answers, {(what == "Energy" ? CostText.Source(run) : "by stated rates")}", model =>
                RunCosts.PerMillion(model, run.Rates) is { } cost ? text(cost) : null
            );
    }

    private static Latency? At(ModelFacts model, int batch) => model.Latencies.FirstOrDefault(latency => latency.Batch == batch);
}
