using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Every class, label or number by itself; of very many the worst.</summary>
internal static class ClassesSection
{
    private const int Most = 200;

    public static Markup Of(Run run) =>
        Markup.Each(Subject.Of(run).Seeds[0].Test.Tables.Where(table => table.IsShown && table.Cells.Count > 0), table =>
            Section(run, table)
        );

    private static Markup Section(Run run, ResultTable table)
    {
        var others = run
            .Arms.Where(arm => table.Leading is not null && arm != Subject.Of(run) && TableOf(arm, table) is not null)
            .ToArray();
        var (rows, all) = (table.Cells.Count, Enumerable.Range(0, table.Cells.Count));
        var shown = rows <= Most ? all : (table.Leading is { } leading ? all.OrderBy(row => table.Cell(row, leading)) : all).Take(Most);
        var which =
            rows <= Most
                ? ""
                : $" The {Quantity.Count(Most)} "
                    + $"{table.Rows}{(table.Leading is null ? "" : $" with the lowest {LeadingTitle(table)}")} of "
                    + $"{Quantity.Count(rows)}.";
        var differences = table.Leading is null ? [] : ClassDifference.Of(run);
        var columns = Ordered(table);
        var unit = table.Columns.Any(column => column.Kind == ColumnKind.Share) ? ", in per cent" : "";
        return Markup.Of(
            $"""
            <section id="{table.Name}"><h2>{table.Title}</h2>
            <p class="note">The {Subject.Name(run)}, first seed{unit}.{(
                others.Length > 0 ? $" Next to it is the {LeadingTitle(table)} of the others." : ""
            )}{which}{(ClassDifference.Sentence(run) is { Length: > 0 } lost ? $" {lost}" : "")}</p>
            <div class="scroll" tabindex="0"><table>
            <thead><tr><th scope="col" class="number">Index</th><th scope="col">{table.Row}</th>{Markup.Each(columns, column =>
                Heading(column.Title)
            )}{Markup.Each(others, arm => Heading($"{LeadingTitle(table)}, {ArmLook.Of(arm.Name).Short}"))}{(
                differences.Count == 0 ? Markup.Empty : Heading($"{LeadingTitle(table)}, student − teacher")
            )}</tr></thead>
            <tbody>{Markup.Each(shown, row =>
                Row(row, run, table, columns, others, differences.Count == 0 ? null : differences[row])
            )}</tbody>
            </table></div></section>
            """
        );
    }

    // How many come first: they say what the other numbers are worth.
    private static ResultColumn[] Ordered(ResultTable table) =>
        [.. table.Columns.OrderBy(column => column.Kind == ColumnKind.Count ? 0 : 1)];

    private static string LeadingTitle(ResultTable table) => table.Columns[table.Place(table.Leading)].Title;

    private static ResultTable? TableOf(ArmResult arm, ResultTable like) =>
        arm.Seeds[0].Test.Tables.FirstOrDefault(table => table.Name == like.Name && table.Cells.Count == like.Cells.Count);

    private static Markup Row(
        int row,
        Run run,
        ResultTable table,
        IReadOnlyList<ResultColumn> columns,
        IReadOnlyList<ArmResult> others,
        ClassDifference? difference
    )
    {
        var leading = table.Leading is null ? null : table.Columns[table.Place(table.Leading)];
        var own = columns.Select(column => Cell(ColumnText.Short(column, table.Cell(row, column.Name))));
        var compared = others.Select(arm => Cell(ColumnText.Short(leading!, TableOf(arm, table)!.Cell(row, leading!.Name))));
        return Markup.Of(
            $"""
            <tr><td class="number">{row}</td><th scope="row">{ClassName.Of(run.Data.AnswerNames, row)}</th>{Markup.Each(own, cell =>
                cell
            )}{Markup.Each(compared, cell => cell)}{(difference is null ? Markup.Empty : Cell(difference.Text))}</tr>
            """
        );
    }

    private static Markup Heading(string title) => Markup.Of($"""<th scope="col" class="number">{title}</th>""");

    private static Markup Cell(string text) => Markup.Of($"""<td class="number">{text}</td>""");
}
