using Decant.Reporting.Sections;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>
/// A run as one HTML page that needs nothing else: no script, no fetch, light and dark, on paper and on a phone. Its
/// order is that of the questions: did it work, under which circumstances, how well in detail, how is it used.
/// </summary>
internal static class HtmlReport
{
    /// <summary>The content of <c>report.html</c>; what comes from outside is encoded.</summary>
    public static string Of(Run run) =>
        Markup
            .Of(
                $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
                <meta name="generator" content="Decant {run.Environment.DecantVersion}"/>
                <title>{run.Name} – Decant report</title>
                <style>{Markup.Constant(ReportStyle.Css)}</style>
                </head>
                <body>
                {VerdictSection.Of(run)}
                <main>
                {RequirementsSection.Of(run)}{RunSection.Of(run)}
                {ComparisonSection.Of(run)}{EvidenceSection.Of(run)}{CostSection.Of(run)}
                {TrainingSection.Of(run)}
                {MistakesSection.Of(run)}{PicturesSection.Of(run)}{BoxesSection.Of(run)}{PrecisionRecallSection.Of(run)}{ConfusionSection.Of(run)}{PredictionsSection.Of(run)}
                {ClassesSection.Of(run)}{SlicesSection.Of(run)}
                {MeaningSection.Of(run)}
                {ColumnsSection.Of(run)}{UsageSection.Of(run)}
                </main>
                <footer>Decant {run.Environment.DecantVersion} · run {run.Id} · {Quantity.Moment(
                    run.Finished
                )}. The same numbers for programs: <code>summary.json</code>.</footer>
                </body>
                </html>

                """
            )
            .ToString();
}
