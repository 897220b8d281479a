using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting.Sections;

/// <summary>Whether distillation helped, arm by arm; nothing where there is no more to say than the verdict.</summary>
internal static class EvidenceSection
{
    public static Markup Of(Run run) =>
        DistillationEvidence.Of(run) is { } evidence && EvidenceTable.Rows(evidence) is { Count: > 0 } rows
            ? Markup.Of(
                $"""
                <section id="evidence"><h2>Did it help?</h2>
                <p class="note">{EvidenceTable.Legend(evidence)}</p>
                <div class="scroll" tabindex="0"><table class="comparison">
                <thead><tr>{Markup.Each(EvidenceTable.Titles, title => Markup.Of($"<th scope=\"col\">{title}</th>"))}</tr></thead>
                <tbody>{Markup.Each(rows, Row)}</tbody>
                </table></div>
                </section>
                """
            )
            : Markup.Empty;

    private static Markup Row(IReadOnlyList<string> cells) =>
        Markup.Of(
            $"""
            <tr><th scope="row">{cells[0]}</th>{Markup.Each(cells.Skip(1), cell => Markup.Of($"<td>{Quantity.Unbroken(cell)}</td>"))}</tr>
            """
        );
}
