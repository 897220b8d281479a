using Decant.Auditing;
using Decant.Reporting.Charts;

namespace Decant.Reporting.Sections;

/// <summary>How right, how sure and how soft a teacher's answers are, what to begin with, and which classes it is weak in.</summary>
internal static class AuditAnswersSection
{
    private const int MostClasses = 20;

    public static Markup Of(AuditFindings findings)
    {
        if (findings.Answers is not { } answers)
        {
            return findings.Measures.Count == 0 ? Markup.Empty : Measures(findings);
        }

        return Markup.Of(
            $"""
            <section id="score"><h2>How good the teacher is</h2><p>{AuditSentences.Score(answers)}</p><p>{AuditSentences.Order(
                answers
            )}</p>{(answers.OrderRemedy is { } remedy ? Markup.Of($"<pre>{remedy}</pre>") : Markup.Empty)}<p>{AuditSentences.Inherited(
                answers.Mistakes
            )}</p></section>
            <section id="softness"><h2>How sure and how soft it is</h2><p>{AuditSentences.Calibration(answers)}</p><p>{AuditSentences.Advice(
                answers.Advice
            )}</p>
            <div class="charts"><figure><figcaption><b>Reliability.</b> On the dashed line confidence is accuracy.</figcaption>{Reliability(
                answers.Reliability
            )}</figure><figure><figcaption><b>Entropy by temperature.</b></figcaption>{Entropy(answers)}</figure></div>{Softness(answers)}</section>
            <section id="classes"><h2>Where it is weak</h2>{Classes(answers, findings.Names)}</section>
            """
        );
    }

    private static Markup Measures(AuditFindings findings) =>
        Markup.Of(
            $"""
            <section id="score"><h2>How good the teacher is</h2><table><tbody>{Markup.Each(
                findings.Measures.Where(measure => measure.IsShown),
                measure =>
                    Markup.Of(
                        $"""<tr><th scope="row">{MetricDescription.Of(measure.Facts).Title}</th><td class="number">{MetricDescription.Of(measure.Facts).Text(measure.Value)}</td></tr>"""
                    )
            )}</tbody></table></section>
            """
        );

    private static Markup Reliability(ReliabilityCurve curve) =>
        new LineChart
        {
            Id = "reliability",
            Title = "Reliability",
            Description = string.Join(
                "; ",
                curve.Bins.Select(bin =>
                    $"{Quantity.Count(bin.Count)} answers are {Quantity.Percent(bin.Confidence)} sure and {Quantity.Percent(bin.Accuracy)} right"
                )
            ),
            XLabel = "confidence, %",
            YLabel = "right, %",
            Range = (0, 100),
            Series =
            [
                new LineSeries("as sure as right", "other", "5 5", [(0, 0), (100, 100)]),
                new LineSeries("teacher", "teacher", "", [.. curve.Bins.Select(bin => (100 * bin.Confidence, 100 * bin.Accuracy))]),
            ],
        }.Draw();

    private static Markup Entropy(AnswerFindings answers) =>
        new LineChart
        {
            Id = "entropy",
            Title = "Entropy of the answers by temperature",
            Description = string.Join(
                "; ",
                answers.Entropies.Select(at =>
                    $"at {Quantity.Number(at.Temperature, 0)} {Quantity.Percent(at.EntropyShare)} of the largest"
                )
            ),
            XLabel = "temperature",
            YLabel = "per cent",
            Range = (0, 100),
            Series =
            [
                new LineSeries(
                    "entropy, of ln C",
                    "teacher",
                    "",
                    [.. answers.Entropies.Select(at => (at.Temperature, 100 * at.EntropyShare))]
                ),
                new LineSeries(
                    "outside the answered class",
                    "distilled",
                    "6 3",
                    [.. answers.Entropies.Select(at => (at.Temperature, 100 * at.RestMass))]
                ),
            ],
        }.Draw();

    private static Markup Softness(AnswerFindings answers) =>
        Markup.Of(
            $"""
            <div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Temperature</th><th scope="col" class="number">Entropy, nats</th><th scope="col" class="number">of the largest</th><th scope="col" class="number">outside the answer</th></tr></thead><tbody>{Markup.Each(
                answers.Entropies,
                at =>
                    Markup.Of(
                        $"""<tr><th scope="row">{at.Temperature}</th><td class="number">{Quantity.Number(at.Entropy, 3)}</td><td class="number">{Quantity.Percent(at.EntropyShare)}</td><td class="number">{Quantity.Percent(at.RestMass)}</td></tr>"""
                    )
            )}</tbody></table></div>
            """
        );

    private static Markup Classes(AnswerFindings answers, IReadOnlyList<string> names) =>
        Markup.Of(
            $"""
            <div class="columns"><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Class</th><th scope="col" class="number">Recall</th><th scope="col" class="number">95 % interval</th><th scope="col" class="number">Samples</th></tr></thead><tbody>{Markup.Each(
                answers.Classes.Take(MostClasses),
                one =>
                    Markup.Of(
                        $"""<tr><th scope="row">{ClassName.Of(names, one.Class)}</th><td class="number">{Quantity.Percent(one.Recall)}</td><td class="number">{Quantity.Percent(one.Interval.Low)} to {Quantity.Percent(one.Interval.High)}</td><td class="number">{Quantity.Count(one.Samples)}</td></tr>"""
                    )
            )}</tbody></table></div><div><h3>Most often taken for another</h3><ol class="confusions">{Markup.Each(answers.Confusions, one =>
                Markup.Of(
                    $"<li>“{ClassName.Of(names, one.Label)}” for “{ClassName.Of(names, one.Answer)}”: {Quantity.Count(one.Count)} times, {Quantity.Percent(one.Share)} of the class</li>"
                )
            )}</ol></div></div>
            """
        );
}
