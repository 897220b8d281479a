using Decant.Auditing;
using Decant.Evidence;

namespace Decant.Reporting.Sections;

/// <summary>Which of several teachers a student learns most from.</summary>
internal static class AuditCandidatesSection
{
    public static Markup Of(TeacherRanking? ranking) =>
        ranking is null
            ? Markup.Empty
            : Markup.Of(
                $"""
                <section id="candidates"><h2>Which teacher this student learns most from</h2><p>{ranking.Advice}</p>
                <div class="scroll" tabindex="0"><table><thead><tr><th scope="col">Teacher</th><th scope="col" class="number">Parameters</th><th scope="col" class="number">Its own {MetricText.Words(
                    ranking.Metric.Name
                )}</th><th scope="col" class="number">Its students'</th><th scope="col">By seed</th></tr></thead><tbody>{Markup.Each(
                    ranking.Candidates,
                    candidate => Row(ranking, candidate)
                )}</tbody></table></div>
                <p>Pilot runs of {Quantity.Count(ranking.Epochs)} epochs, all from the same first weights and samples; judged by the validation part.</p></section>
                """
            );

    private static Markup Row(TeacherRanking ranking, TeacherCandidate candidate) =>
        candidate.Problem is { } problem
            ? Markup.Of($"""<tr><th scope="row">{candidate.Name}</th><td colspan="4">{problem}</td></tr>""")
            : Markup.Of(
                $"""<tr><th scope="row">{candidate.Name}</th><td class="number">{Quantity.Count(
                    candidate.Parameters!.Value
                )}</td><td class="number">{MetricText.Level(ranking.Metric, candidate.Score!.Value)}</td><td class="number">{MetricText.Level(ranking.Metric, candidate.StudentMean!.Value)}</td><td>{string.Join(
                    ", ",
                    candidate.Students.Select(student => MetricText.Level(ranking.Metric, student))
                )}</td></tr>"""
            );
}
