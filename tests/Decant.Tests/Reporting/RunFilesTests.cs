using Decant.Engine;
using Decant.Reporting;
using Decant.Tests.Runs;

namespace Decant.Tests.Reporting;

public sealed class RunFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_finished_run_leaves_six_files_in_its_folder()
    {
        var run = SampleRun.OfDigits(1);

        RunFiles.Write(run, _folder);

        Assert.Equal(
            ["README.md", "environment.json", "recipe.yaml", "report.html", "summary.json", "summary.md"],
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(run.Recipe, File.ReadAllText(Path.Combine(_folder, "recipe.yaml")));
        Assert.Equal(SummaryJson.Of(run), File.ReadAllText(Path.Combine(_folder, "summary.json")));
        Assert.Equal(RunModelCard.Of(run), File.ReadAllText(Path.Combine(_folder, "README.md")));
        Assert.Equal(MarkdownSummary.Of(run), File.ReadAllText(Path.Combine(_folder, "summary.md")));
        Assert.Equal(HtmlReport.Of(run), File.ReadAllText(Path.Combine(_folder, "report.html")));
    }

    [Fact]
    public void A_folder_that_is_a_file_is_an_error_with_the_way_out()
    {
        var file = Path.Combine(_folder, "taken");
        File.WriteAllText(file, "");

        Assert.Contains("Choose another folder", Assert.Throws<DecantException>(() => RunFiles.Write(SampleRun.OfDigits(1), file)).Message);
    }
}
