using Decant.Reporting;
using Decant.Tests.Runs;
using Decant.Tests.Shared;

namespace Decant.Tests.Reporting;

public class MarkdownSummaryTests
{
    [Fact]
    public void A_run_gives_the_text_that_was_looked_at() => Snapshot.Equals("summary.md", MarkdownSummary.Of(SampleRun.OfDigits()));

    [Fact]
    public void Every_row_has_as_many_cells_as_there_are_arms()
    {
        var rows = MarkdownSummary.Of(SampleRun.OfDigits()).Split('\n').Where(line => line.StartsWith('|')).ToArray();

        Assert.True(rows.Length > 10);
        Assert.All(rows, row => Assert.Equal(5, row.Count(letter => letter == '|')));
    }

    [Fact]
    public void A_hostile_name_stays_a_name()
    {
        var text = MarkdownSummary.Of(SampleRun.OfDigits(1) with { Name = "a|b\n# <b>`x`" });

        Assert.StartsWith("### a\\|b \\# \\<b\\>\\`x\\`\n", text);
    }
}
