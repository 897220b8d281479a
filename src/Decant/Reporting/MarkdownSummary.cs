using System.Globalization;
using System.Text;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>A run as a piece of Markdown: verdict, table of the arms, circumstances. <c>docs/results.md</c> is made of these.</summary>
internal static class MarkdownSummary
{
    private const string Special = "\\`*_{}[]<>#|!&~";

    /// <summary>The piece, beginning with a heading of the third level.</summary>
    public static string Of(Run run)
    {
        var text = new StringBuilder();
        return text.Append("### ").Append(Escape(run.Name)).Append("\n\n").Append(Body(run)).ToString();
    }

    /// <summary>The piece without its heading.</summary>
    public static string Body(Run run)
    {
        var text = new StringBuilder();
        if (DistillationEvidence.Of(run) is { } evidence)
        {
            text.Append(Escape(Verdict.Of(evidence).Text)).Append("\n\n");
        }

        AppendRow(text, "", run.Arms.Select(Heading));
        text.Append("|---|").Insert(text.Length, "---:|", run.Arms.Count).Append('\n');
        foreach (var row in ComparisonTable.Rows(run))
        {
            AppendRow(text, row.Title, row.Cells);
        }

        if (EvidenceTable.Rows(DistillationEvidence.Of(run)) is { Count: > 0 } rows && run.Arms.Count > 3)
        {
            AppendRow(text.Append('\n'), EvidenceTable.Titles[0], EvidenceTable.Titles.Skip(1));
            text.Append("|---|").Insert(text.Length, "---:|", EvidenceTable.Titles.Count - 1).Append('\n');
            foreach (var row in rows)
            {
                AppendRow(text, row[0], row.Skip(1));
            }
        }

        return text.Append('\n').Append(Escape(Circumstances(run))).Append('\n').ToString();
    }

    private static string Heading(ArmResult arm) =>
        $"{ArmLook.Of(arm.Name).Title} "
        + $"({arm.Seeds[0].Model.Architecture}{(arm.Seeds.Count > 1 ? $", {Quantity.Count(arm.Seeds.Count)} seeds" : "")})";

    private static string Circumstances(Run run)
    {
        var (machine, data) = (run.Environment, run.Data);
        return $"Seed {run.Seed.ToString(CultureInfo.InvariantCulture)}; {data.Source}, {Quantity.Count(data.Train)} "
            + $"samples to train, {Quantity.Count(data.Validation)} to validate, {Quantity.Count(data.Test)} to test; "
            + $"{Quantity.Duration(run.Finished - run.Started)} in all on {machine.Cpu}, "
            + $"{Quantity.Count(machine.Cores)} cores, {Quantity.Count(machine.Threads)} threads, {machine.Kernels} "
            + $"kernels, "
            + $"{machine.OperatingSystem}, {machine.Runtime}, Decant {machine.DecantVersion}; {Quantity.Moment(run.Started)}.";
    }

    private static void AppendRow(StringBuilder text, string title, IEnumerable<string> cells) =>
        text.Append("| ").Append(Escape(title)).Append(" | ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    /// <summary>A text from outside within a line of Markdown: no markup, no second line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            escaped.Append(Special.Contains(letter, StringComparison.Ordinal) ? "\\" : "").Append(char.IsControl(letter) ? ' ' : letter);
        }

        return escaped.ToString();
    }
}
