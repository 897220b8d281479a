using Decant.Engine;
using Decant.Reporting.Summaries;

namespace Decant.Tests.Reporting;

/// <summary>The summaries of the documentation's own demo, and others.</summary>
public sealed class SummaryReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-summaries-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_is_read_as_its_file_says()
    {
        Copy("demo");

        var run = SummaryReader.Read(Path.Combine(_folder, "demo"));

        Assert.Equal(("demo", "image-classification", "accuracy", true), (run.Name, run.Task, run.Metric.Name, run.Metric.HigherIsBetter));
        Assert.Equal(0.98325, run.Teacher!.Mean("accuracy"));
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "demo", "summary.json")));
        var latency = json.RootElement.GetProperty("teacher").GetProperty("latency")[0];
        Assert.Equal(1, latency.GetProperty("batch").GetInt32());
        Assert.Equal(latency.GetProperty("medianSeconds").GetDouble(), run.Teacher.Seconds);
        Assert.Equal(
            (669706, json.RootElement.GetProperty("teacher").GetProperty("bytes").GetInt64()),
            (run.Teacher.Parameters, run.Teacher.Bytes)
        );
        Assert.Equal((50890, 3), (run.Student!.Parameters, run.Student.Seeds));
        Assert.Equal(0.9654166, run.Student.Mean("accuracy"), 1e-6);
        Assert.Equal("98.32 %", RunsText.Level(run, "teacher"));
        Assert.Matches(@"^96\.54 ± \d\.\d\d %$", RunsText.Level(run, "distilled"));
    }

    [Fact]
    public void Runs_are_found_below_a_folder_and_what_cannot_be_read_is_told()
    {
        Copy("one");
        Copy(Path.Combine("sweep", "two"));
        Directory.CreateDirectory(Path.Combine(_folder, "broken"));
        File.WriteAllText(Path.Combine(_folder, "broken", "summary.json"), "{ \"schema\": 3");
        Directory.CreateDirectory(Path.Combine(_folder, "other"));
        File.WriteAllText(Path.Combine(_folder, "other", "summary.json"), "{}");
        var told = new List<string>();

        var runs = SummaryReader.Below(_folder, told.Add);

        Assert.Equal(["one", "two"], runs.Select(run => Path.GetFileName(run.Folder)).Order());
        Assert.Equal(2, told.Count);
        Assert.All(told, problem => Assert.Contains("cannot be read", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_a_run_says_what_to_do() =>
        Assert.Contains("decant runs", Assert.Throws<DecantException>(() => SummaryReader.Read(_folder)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_page_of_runs_is_well_formed_and_names_each()
    {
        Copy("one & two");
        var run = SummaryReader.Read(Path.Combine(_folder, "one & two"));

        var page = RunsPage.Of("Title <b>", [("one & two", run), ("again", run)], "A note.", ("data.fraction", [0.1, 1]));

        var root = System.Xml.Linq.XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal)).Root!;
        Assert.Contains("one & two", root.Value, StringComparison.Ordinal);
        Assert.Contains("Accuracy by data.fraction", root.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private void Copy(string name)
    {
        var target = Path.Combine(_folder, name);
        Directory.CreateDirectory(target);
        File.Copy(Path.Combine(Root(), "docs", "report.summary.json"), Path.Combine(target, "summary.json"));
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
