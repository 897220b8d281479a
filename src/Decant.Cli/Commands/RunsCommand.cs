using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Reporting.Summaries;
using Decant.Tasks;

namespace Decant.Cli.Commands;

/// <summary>The finished runs of a folder.</summary>
internal sealed class RunsCommand : DecantCommand
{
    private const string Newest = "newest";
    private static readonly string[] s_orders = [Newest, "metric", "size", "latency", "name"];

    private readonly Argument<string> _folder = new("DIR")
    {
        Description = "The folder with runs. Default: runs.",
        DefaultValueFactory = _ => "runs",
    };
    private readonly Option<string?> _match = new("--match")
    {
        HelpName = "PATTERN",
        Description = "Only runs whose folder or recipe matches: * matches any letters, ? matches one.",
    };
    private readonly Option<string?> _task = new("--task") { HelpName = "TASK", Description = "Only runs of this task." };
    private readonly Option<string> _sort = new("--sort")
    {
        HelpName = string.Join('|', s_orders),
        Description = "What comes first. Default: the newest.",
        DefaultValueFactory = _ => Newest,
        CustomParser = result => StandardOptions.ReadWord(result, "--sort", "order", s_orders)!,
    };

    public RunsCommand()
        : base("runs", "Lists finished runs: what came out, how large and how fast, did it help.")
    {
        Add(_folder);
        Add(_match);
        Add(_task);
        Add(_sort);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["[DIR] [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant runs", "The runs below the folder runs, the newest first."),
            new("decant runs --match \"mnist*\" --sort metric", "Those of a name, the best first."),
        ];

    public override string Remark => "decant report DIR DIR makes one page of several runs.";

    public override int Run(Invocation call)
    {
        var folder = call.Value(_folder)!;
        if (!Directory.Exists(folder))
        {
            throw new DecantException($"runs: expected a folder with runs, '{folder}' does not exist. decant distill makes runs.");
        }

        var tasks = LearningTasks.All.Select(task => task.Name).ToArray();
        if (call.Value(_task) is { } wanted && !tasks.Contains(wanted))
        {
            throw new DecantException($"--task: {NearestName.Explain("task", wanted, tasks)}.");
        }

        var runs = SummaryReader
            .Below(folder, problem => call.Terminal.Say(Spectre.Console.Markup.Escape(problem)))
            .Where(run => call.Value(_match) is not { } pattern || Matches(pattern, run))
            .Where(run => call.Value(_task) is not { } task || run.Task == task);
        RunsOutput.Show([.. Sorted(runs, call.Value(_sort)!)], folder, call);
        return ExitCode.Done;
    }

    private static bool Matches(string pattern, RunSummary run) =>
        new[] { run.Name, Path.GetFileName(run.Folder) }.Any(name =>
            System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name)
        );

    private static IEnumerable<RunSummary> Sorted(IEnumerable<RunSummary> runs, string order) =>
        order switch
        {
            "metric" => runs.OrderBy(run => run.Metric.Name, StringComparer.Ordinal)
                .ThenByDescending(run => (run.Metric.HigherIsBetter ? 1 : -1) * (run.Student ?? run.Teacher)?.Mean(run.Metric.Name)),
            "size" => runs.OrderBy(run => (run.Student ?? run.Teacher)?.Bytes ?? long.MaxValue),
            "latency" => runs.OrderBy(run => (run.Student ?? run.Teacher)?.Seconds ?? double.MaxValue),
            "name" => runs.OrderBy(run => run.Name, StringComparer.Ordinal).ThenByDescending(run => run.Finished),
            _ => runs,
        };
}
