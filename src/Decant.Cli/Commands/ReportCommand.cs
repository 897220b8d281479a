using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Reporting;
using Decant.Reporting.Summaries;

namespace Decant.Cli.Commands;

/// <summary>One page of several runs.</summary>
internal sealed class ReportCommand : DecantCommand
{
    private readonly Argument<string[]> _folders = new("DIR")
    {
        Description = "Folders of finished runs, or folders of runs.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _file = new("--out")
    {
        HelpName = "FILE",
        Description = "The page. Default: comparison.html.",
        DefaultValueFactory = _ => "comparison.html",
    };
    private readonly Option<string?> _title = new("--title") { HelpName = "TEXT", Description = "The page's title." };

    public ReportCommand()
        : base("report", "Makes one page of several finished runs: their results next to each other, quality against size and latency.")
    {
        Add(_folders);
        Add(_file);
        Add(_title);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["DIR… [options]"];

    public override IReadOnlyList<Example> Examples =>
        [new("decant report runs/first runs/second --out both.html", "Two runs on a page, and as a table here.")];

    public override string Remark => "The report of a single run is report.html in its folder.";

    public override int Run(Invocation call)
    {
        var runs = call.Value(_folders)!.SelectMany(folder => Of(folder, call)).ToList();
        if (runs.Count == 0)
        {
            throw new DecantException("report: expected finished runs, and there are none. decant runs lists those of a folder.");
        }

        var file = call.Value(_file)!;
        AtomicFile.WriteText(
            file,
            RunsPage.Of(call.Value(_title) ?? "Runs", [.. runs.Select(run => (Path.GetFileName(Path.GetFullPath(run.Folder)), run))])
        );
        RunsOutput.Show(runs, file, call);
        return ExitCode.Done;
    }

    // A run, or a folder of runs.
    private static IReadOnlyList<RunSummary> Of(string folder, Invocation call) =>
        File.Exists(Path.Combine(folder, RunFiles.Summary)) || !Directory.Exists(folder)
            ? [SummaryReader.Read(folder)]
            : SummaryReader.Below(folder, problem => call.Terminal.Say(Spectre.Console.Markup.Escape(problem)));
}
