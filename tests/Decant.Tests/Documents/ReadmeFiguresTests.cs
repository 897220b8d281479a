using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Decant.Tests.Documents;

/// <summary>The figures of the README are those of the demo in its picture, and of the page of measurements.</summary>
public partial class ReadmeFiguresTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    [Fact]
    public void The_figures_next_to_the_picture_are_those_of_the_run_that_it_shows()
    {
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_root, "docs", "report.summary.json")));
        var run = summary.RootElement;
        var (teacher, student) = (run.GetProperty("teacher"), run.GetProperty("student"));
        var arms = run.GetProperty("arms").EnumerateArray().ToDictionary(arm => arm.GetProperty("name").GetString()!);
        string[] expected =
        [
            Row("teacher", Accuracy(teacher.GetProperty("test").GetProperty("accuracy")), teacher),
            Row("distilled student, mean of 3 seeds", Mean(arms["distilled"]), student),
            Row("same student without a teacher", Mean(arms["scratch"]), student),
        ];

        Assert.Equal("demo", run.GetProperty("name").GetString());
        Assert.Equal(expected, Rows("docs/report.summary.json"));
    }

    [Fact]
    public void The_times_are_those_of_the_page_of_measurements()
    {
        var page = File.ReadAllLines(Path.Combine(s_root, "docs", "performance.md")).Select(Cells).ToArray();
        foreach (var row in Rows("docs/performance.md").Select(Cells))
        {
            // Steps: case, ours, theirs, ratio, where the page has the precision second. Answers: network, batch, ours, theirs, ratio.
            string[] wanted = row.Length == 4 ? [row[0], "f32", .. row[1..]] : row;
            Assert.Contains(page, cells => cells.Take(wanted.Length).SequenceEqual(wanted));
        }
    }

    private static string Row(string name, string accuracy, JsonElement model) =>
        $"| {name} | {accuracy} | {model.GetProperty("parameters").GetInt64().ToString("N0", CultureInfo.InvariantCulture)} |";

    private static string Accuracy(JsonElement share) => (100 * share.GetDouble()).ToString("F2", CultureInfo.InvariantCulture) + " %";

    private static string Mean(JsonElement arm) => Accuracy(arm.GetProperty("test").GetProperty("accuracy").GetProperty("mean"));

    // The rows of the tables after a mark, without headings.
    private static string[] Rows(string mark)
    {
        var block = Regex.Match(
            File.ReadAllText(Path.Combine(s_root, "README.md")),
            $"<!-- {Regex.Escape(mark)} -->\n(?<rows>.*?)<!-- end -->",
            RegexOptions.Singleline
        );
        Assert.True(block.Success, $"README.md has no block marked <!-- {mark} -->.");
        return [.. Headings().Replace(block.Groups["rows"].Value, "").Split('\n').Where(line => line.StartsWith('|'))];
    }

    private static string[] Cells(string row) => [.. row.Trim('|').Split('|').Select(cell => cell.Trim())];

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"\|[^\n]*\n\|[-|]+\|\n")]
    private static partial Regex Headings();
}
