using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>The student's worst mistakes, each with what the teacher says.</summary>
internal static class MistakesSection
{
    public static Markup Of(Run run)
    {
        var mistakes = Subject.Of(run).Seeds[0].Mistakes;
        return mistakes.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                <section id="mistakes"><h2>The worst mistakes</h2>
                <p class="note">The {Subject.Name(run)} with its first seed on the test part: the samples whose true class it finds least probable come first. {Shared(
                    mistakes
                )}</p>
                <div class="scroll" tabindex="0"><table>
                <thead><tr><th scope="col">Sample</th><th scope="col">True</th><th scope="col">Student</th><th scope="col">Teacher</th><th scope="col">What it is</th></tr></thead>
                <tbody>{Markup.Each(mistakes.Index(), row => Row(row.Item, row.Index, run.Data.AnswerNames))}</tbody>
                </table></div></section>
                """
            );
    }

    // What the teacher gets wrong as well, the student may have from it; or the label is wrong.
    private static string Shared(IReadOnlyList<Mistake> mistakes)
    {
        var asked = mistakes.Where(mistake => mistake.Teacher is not null).ToArray();
        var same = asked.Count(mistake => mistake.Teacher!.Value.Class == mistake.Student.Class);
        return asked.Length == 0 ? ""
            : same == 0 ? "The teacher makes none of them."
            : $"The teacher gives the same wrong answer to {Quantity.Count(same)} of these {Quantity.Count(asked.Length)}: there the student follows it, or the label is wrong.";
    }

    private static Markup Row(Mistake mistake, int place, IReadOnlyList<string> names) =>
        Markup.Of(
            $"""<tr><td>{mistake.Sample.Name}</td><td>{ClassName.Of(names, mistake.Truth)} <small>{Quantity.Percent(
                mistake.TruthProbability
            )}</small></td><td>{Answer(mistake.Student, names)}</td><td>{(
                mistake.Teacher is { } teacher ? Answer(teacher, names) : Markup.Empty
            )}</td><td>{SampleLook.Of(mistake.Sample, $"mistake-{Quantity.Count(place)}")}</td></tr>"""
        );

    private static Markup Answer((int Class, double Probability) answer, IReadOnlyList<string> names) =>
        Markup.Of($"{ClassName.Of(names, answer.Class)} <small>{Quantity.Percent(answer.Probability)}</small>");
}
