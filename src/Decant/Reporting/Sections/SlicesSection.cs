using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Accuracy of each group of the columns that the recipe names; nothing where it names none.</summary>
internal static class SlicesSection
{
    public static Markup Of(Run run) => Markup.Each(run.Slices.Index(), slice => Section(slice.Index, slice.Item));

    private static Markup Section(int index, SliceResult slice) =>
        Markup.Of(
            $"""
            <section id="slice-{index}"><h2>Groups of {slice.Column}</h2>
            <p>{SliceText.Of(slice)}</p>
            <p class="note">Accuracy on the test samples, students as mean over their seeds, 95 % intervals over the samples in parentheses;
            the last column in points.</p>
            <div class="scroll" tabindex="0"><table>
            <thead><tr><th scope="col">{slice.Column}</th><th scope="col" class="number">samples</th>{Heading(
                slice.Groups.Any(group => group.Teacher is not null),
                "teacher"
            )}<th scope="col" class="number">student</th>{Heading(
                slice.Groups.Any(group => group.Alone is not null),
                "student alone"
            )}{Heading(slice.Groups.Any(group => group.Change is not null), "student − teacher")}</tr></thead>
            <tbody>{Markup.Each(slice.Groups, Row)}</tbody>
            </table></div></section>
            """
        );

    private static Markup Heading(bool isShown, string title) =>
        isShown ? Markup.Of($"""<th scope="col" class="number">{title}</th>""") : Markup.Empty;

    private static Markup Row(GroupResult group) =>
        Markup.Of(
            $"""
            <tr><th scope="row">{group.Name}{(group.IsJudged ? "" : " (too few to judge)")}</th><td class="number">{Quantity.Count(
                group.Samples
            )}</td>{Cell(group.Teacher, SliceText.Share)}{Cell(group.Student, SliceText.Share)}{Cell(group.Alone, SliceText.Share)}{Cell(
                group.Change,
                SliceText.Difference
            )}</tr>
            """
        );

    // Without the network no group has the cell.
    private static Markup Cell(Estimate? estimate, Func<Estimate, string> words) =>
        estimate is null ? Markup.Empty : Markup.Of($"""<td class="number">{Quantity.Unbroken(words(estimate))}</td>""");
}
