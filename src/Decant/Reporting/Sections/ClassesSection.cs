using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Every class by itself; of very many classes the worst.</summary>
internal static class ClassesSection
{
    private const int Most = 200;

    public static Markup Of(Run run)
    {
        if (Subject.Of(run).Seeds[0].Test is not ClassificationResult result)
        {
            return Markup.Empty;
        }

        var others = run.Arms.Where(arm => arm != Subject.Of(run) && arm.Seeds[0].Test is ClassificationResult).ToArray();
        var all = Enumerable.Range(0, result.Classes.Count);
        var shown = result.Classes.Count <= Most ? all : all.OrderBy(c => result.Classes[c].F1).Take(Most);
        var which = result.Classes.Count <= Most ? "" : $" The {Quantity.Count(Most)} classes with the lowest F1 of {Quantity.Count(result.Classes.Count)}.";
        return Markup.Of($"""
            <section id="classes"><h2>Class by class</h2>
            <p class="note">The {Subject.Name(run)}, first seed, in per cent.{(others.Length > 0 ? " Beside it F1 of the others." : "")}{which}</p>
            <div class="scroll" tabindex="0"><table>
            <thead><tr><th scope="col" class="number">Index</th><th scope="col">Class</th><th scope="col" class="number">Samples</th><th scope="col" class="number">Precision</th><th scope="col" class="number">Recall</th><th scope="col" class="number">F1</th>{Markup.Each(others, arm => Markup.Of($"""<th scope="col" class="number">F1, {ArmLook.Of(arm.Name).Short}</th>"""))}</tr></thead>
            <tbody>{Markup.Each(shown, c => Row(c, run, result, others))}</tbody>
            </table></div></section>
            """);
    }

    private static Markup Row(int c, Run run, ClassificationResult result, IReadOnlyList<ArmResult> others)
    {
        var score = result.Classes[c];
        var compared = others.Select(arm => ((ClassificationResult)arm.Seeds[0].Test).Classes[c].F1);
        return Markup.Of($"""
            <tr><td class="number">{c}</td><th scope="row">{ClassName.Of(run.Data.Classes, c)}</th><td class="number">{Quantity.Count(score.Support)}</td>{Cell(score.Precision)}{Cell(score.Recall)}{Cell(score.F1)}{Markup.Each(compared, Cell)}</tr>
            """);
    }

    private static Markup Cell(double share) => Markup.Of($"""<td class="number">{Quantity.Number(share * 100, 1)}</td>""");
}
