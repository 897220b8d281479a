using Decant.Engine;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>Writes what a finished run says about itself into its folder, next to the models that are there already.</summary>
internal static class RunFiles
{
    /// <summary>The recipe as it ran.</summary>
    public const string Recipe = "recipe.yaml";

    /// <summary>The machine and program.</summary>
    public const string Environment = "environment.json";

    /// <summary>The results for programs.</summary>
    public const string Summary = "summary.json";

    /// <summary>The results for people.</summary>
    public const string Report = "report.html";

    /// <summary>The results as Markdown.</summary>
    public const string Markdown = "summary.md";

    /// <summary>The model's card in Hugging Face's form.</summary>
    public const string Card = "README.md";

    /// <summary>Writes all of them; each appears whole or not at all.</summary>
    /// <param name="run">The finished run.</param>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="DecantException">The folder cannot be written or the disk is full.</exception>
    public static void Write(Run run, string folder)
    {
        AtomicFile.WriteText(Path.Combine(folder, Recipe), run.Recipe);
        AtomicFile.WriteText(Path.Combine(folder, Environment), EnvironmentJson.Of(run.Environment));
        AtomicFile.WriteText(Path.Combine(folder, Summary), SummaryJson.Of(run));
        AtomicFile.WriteText(Path.Combine(folder, Report), HtmlReport.Of(run));
        AtomicFile.WriteText(Path.Combine(folder, Markdown), MarkdownSummary.Of(run));
        AtomicFile.WriteText(Path.Combine(folder, Card), RunModelCard.Of(run));
    }
}
