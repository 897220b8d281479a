using Decant.Auditing;
using Decant.Notices;
using Decant.Reporting.Sections;

namespace Decant.Reporting;

/// <summary>An audit as one HTML page that needs nothing else, in the look of a run's report.</summary>
internal static class AuditPage
{
    /// <summary>The content of <c>audit.html</c>; what comes from outside is encoded.</summary>
    public static string Of(AuditFindings findings) =>
        Markup
            .Of(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                <title>{findings.Name} – Decant audit</title>
                <style>{Markup.Constant(ReportStyle.Css)}</style>
                </head>
                <body>
                <header><p class="eyebrow">Audit before distillation · {findings.Task}</p><h1>{findings.Name}</h1>
                <p>Teacher: {findings.Teacher}. {Quantity.Count(findings.Samples.Train)} training, {Quantity.Count(
                    findings.Samples.Validation
                )} validation and {Quantity.Count(findings.Samples.Test)} test samples. Everything is judged on the validation part.</p>
                {Notices(findings.Notices)}</header>
                <main>
                {AuditAnswersSection.Of(findings)}
                {AuditLabelsSection.Of(findings)}
                {AuditCandidatesSection.Of(findings.Ranking)}
                <section id="duplicates"><h2>Samples that occur twice</h2><p>{AuditSentences.Duplicates(findings.Duplicates)}</p></section>
                {Omitted(findings.Omitted)}
                </main>
                <footer>The same numbers for programs, and every pair of duplicates: <code>audit.json</code>.</footer>
                </body>
                </html>

                """
            )
            .ToString();

    private static Markup Notices(IReadOnlyList<Notice> notices) =>
        notices.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <div class="warnings"><p class="badge">! Before you distil</p><ul>{Markup.Each(notices, notice =>
                    Markup.Of($"<li>{Quantity.Unbroken(notice.Text)}</li>")
                )}</ul></div>
                """
            );

    private static Markup Omitted(IReadOnlyList<string> sentences) =>
        sentences.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""<section id="omitted"><h2>What was not looked at</h2>{Markup.Each(sentences, one => Markup.Of($"<p>{one}</p>"))}</section>"""
            );
}
