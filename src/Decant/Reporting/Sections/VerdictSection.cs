using System.Globalization;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Title, verdict in plain words, and the few numbers to remember.</summary>
internal static class VerdictSection
{
    public static Markup Of(Run run) =>
        Markup.Of(
            $"""
            <header>
            <p class="eyebrow">Decant report · {run.Task}</p>
            <h1>{run.Name}</h1>
            {Answer(run)}
            {WarningsSection.Of(run)}
            <ul class="tiles">{Markup.Each(Tiles(run), tile => Markup.Of($"<li><b>{tile.Number}</b><span>{tile.Words}</span></li>"))}</ul>
            </header>
            """
        );

    private static Markup Answer(Run run)
    {
        if (DistillationEvidence.Of(run) is not { } evidence)
        {
            return Markup.Empty;
        }

        var verdict = Verdict.Of(evidence);
        var (kind, badge) = Badge(verdict.Outcome, evidence);
        return Markup.Of(
            $"""
            <div class="verdict {kind}"><p class="badge">{badge}</p>{Markup.Each(verdict.Sentences, sentence =>
                Markup.Of($"<p>{Quantity.Unbroken(sentence)}</p>")
            )}</div>
            """
        );
    }

    private static (string Kind, string Badge) Badge(Outcome outcome, DistillationEvidence evidence) =>
        outcome switch
        {
            Outcome.Helped => ("good", "✓ Distillation helped"),
            Outcome.Hurt => ("bad", "✗ Distillation did harm"),
            Outcome.NoDifference => ("open", "= No difference that matters"),
            Outcome.TooFewSamples => ("open", "? Not enough samples to tell"),
            Outcome.NotEnoughSeeds when evidence.Comparisons[0] is { Gain: { Values.Count: 1, Mean: var mean } } => (
                "open",
                mean > 0 ? "? Better, with one seed" : "? No better, with one seed"
            ),
            Outcome.NotEnoughSeeds => ("open", "? Not enough seeds to tell"),
            _ => ("open", "? Not compared"),
        };

    private static IEnumerable<(string Number, string Words)> Tiles(Run run)
    {
        var subject = Subject.Of(run);
        var values = subject.Seeds.Select(seed => seed.Test.Metric(run.Metric.Name)).OfType<double>().ToArray();
        if (values.Length > 0)
        {
            yield return (
                MetricText.Level(run.Metric, values.Average()),
                $"{MetricText.Words(run.Metric.Name)} of the {Subject.Name(run)} on "
                    + $"{Quantity.Count(subject.Seeds[0].Test.Samples)} test samples{OfWhich(run, subject)}"
            );
        }

        if (DistillationEvidence.Of(run) is { Retention: { } retention })
        {
            yield return run.Metric.HigherIsBetter || retention <= 0
                ? (Quantity.Percent(retention), $"of the teacher’s {MetricText.Words(run.Metric.Name)} kept")
                : (
                    (1 / retention).ToString("0.00", CultureInfo.InvariantCulture) + "×",
                    $"the teacher’s {MetricText.Words(run.Metric.Name)}"
                );
        }

        if (run.Arm(ArmNames.Teacher)?.Seeds[0].Model is { } teacher && subject.Seeds[0].Model is var student && student != teacher)
        {
            if (student.Parameters > 0)
            {
                yield return (Times((double)teacher.Parameters / student.Parameters), "smaller than the teacher, in parameters");
            }

            if (One(teacher) is { } slow && One(student) is { Typical.Ticks: > 0 } fast)
            {
                yield return (Times(slow.Typical / fast.Typical), "faster than the teacher, one sample at a time");
            }
        }
    }

    // The headline is a mean; the file that is taken away is one of its seeds.
    private static string OfWhich(Run run, ArmResult subject) =>
        subject.Seeds.Count > 1 && subject.Seeds[0] is { Model.File: { } file, Test: var test } && test.Metric(run.Metric.Name) is { } own
            ? $", mean of {Quantity.Count(subject.Seeds.Count)} seeds; {file}, of seed "
                + $"{subject.Seeds[0].Seed.ToString(CultureInfo.InvariantCulture)}, has "
                + $"{Quantity.Unbroken(MetricText.Level(run.Metric, own))}"
            : "";

    private static Latency? One(ModelFacts model) => model.Latencies.FirstOrDefault(latency => latency.Batch == 1);

    private static string Times(double factor) => factor.ToString(factor < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + "×";
}
