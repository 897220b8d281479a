using Decant.Auditing;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>The labels that are likely to be wrong, with what they are about.</summary>
internal static class AuditLabelsSection
{
    public static Markup Of(AuditFindings findings) =>
        findings.Answers is not { } answers
            ? Markup.Empty
            : Markup.Of(
                $"""
                <section id="label-errors"><h2>Labels that are likely to be wrong</h2><p>{AuditSentences.LabelErrors(answers)}</p>{Table(
                    answers.LabelErrors ?? [],
                    findings
                )}</section>
                """
            );

    private static Markup Table(IReadOnlyList<LabelError> errors, AuditFindings findings) =>
        errors.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Sample</th><th scope="col">Label</th><th scope="col">Likely</th><th scope="col" class="number">Confidence</th><th scope="col">What it is</th></tr></thead><tbody>{Markup.Each(
                    errors.Zip(findings.ShownLabelErrors).Select((pair, place) => (pair.First, pair.Second, place)),
                    row => Row(row.First, row.Second, row.place, findings.Names)
                )}</tbody></table></div>
                """
            );

    private static Markup Row(LabelError error, ShownSample sample, int place, IReadOnlyList<string> names) =>
        Markup.Of(
            $"""<tr><td>{sample.Name}</td><td>{ClassName.Of(names, error.Given)}</td><td>{ClassName.Of(names, error.Likely)}</td><td class="number">{Quantity.Percent(error.Confidence)}</td><td>{SampleLook.Of(sample, $"label-error-{Quantity.Count(place)}")}</td></tr>"""
        );
}
