using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Every class or label by itself; of very many the worst.</summary>
internal static class ClassesSection
{
    private const int Most = 200;

    public static Markup Of(Run run)
    {
        var scores = Subject.Of(run).Seeds[0].Test.Scores;
        if (scores.Count == 0)
        {
            return Markup.Empty;
        }

        var (title, one, several) = run.Data.Targets.Count > 0 ? ("Label by label", "Label", "labels") : ("Class by class", "Class", "classes");
        var others = run.Arms.Where(arm => arm != Subject.Of(run) && arm.Seeds[0].Test.Scores.Count == scores.Count).ToArray();
        var all = Enumerable.Range(0, scores.Count);
        var shown = scores.Count <= Most ? all : all.OrderBy(c => scores[c].F1).Take(Most);
        var which = scores.Count <= Most ? "" : $" The {Quantity.Count(Most)} {several} with the lowest F1 of {Quantity.Count(scores.Count)}.";
        var differences = ClassDifference.Of(run);
        return Markup.Of($"""
            <section id="classes"><h2>{title}</h2>
            <p class="note">The {Subject.Name(run)}, first seed, in per cent.{(others.Length > 0 ? " Next to it F1 of the others." : "")}{which}{(ClassDifference.Sentence(run) is { Length: > 0 } lost ? $" {lost}" : "")}</p>
            <div class="scroll" tabindex="0"><table>
            <thead><tr><th scope="col" class="number">Index</th><th scope="col">{one}</th><th scope="col" class="number">Samples</th><th scope="col" class="number">Precision</th><th scope="col" class="number">Recall</th><th scope="col" class="number">F1</th>{Markup.Each(others, arm => Markup.Of($"""<th scope="col" class="number">F1, {ArmLook.Of(arm.Name).Short}</th>"""))}{(differences.Count == 0 ? Markup.Empty : Markup.Of($"""<th scope="col" class="number">F1, student − teacher</th>"""))}</tr></thead>
            <tbody>{Markup.Each(shown, c => Row(c, run, scores[c], others, differences.Count == 0 ? null : differences[c]))}</tbody>
            </table></div></section>
            """);
    }

    private static Markup Row(int c, Run run, ClassScore score, IReadOnlyList<ArmResult> others, ClassDifference? difference)
    {
        var compared = others.Select(arm => arm.Seeds[0].Test.Scores[c].F1);
        return Markup.Of($"""
            <tr><td class="number">{c}</td><th scope="row">{ClassName.Of(run.Data.AnswerNames, c)}</th><td class="number">{Quantity.Count(score.Support)}</td>{Cell(score.Precision)}{Cell(score.Recall)}{Cell(score.F1)}{Markup.Each(compared, Cell)}{(difference is null ? Markup.Empty : Markup.Of($"""<td class="number">{difference.Text}</td>"""))}</tr>
            """);
    }

    private static Markup Cell(double share) => Markup.Of($"""<td class="number">{Quantity.Number(share * 100, 1)}</td>""");
}
