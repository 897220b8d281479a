using System.CommandLine;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>The program itself.</summary>
internal sealed class ProgramCommand : DecantCommand
{
    public ProgramCommand()
        : base("decant", "Pours what a big network knows into a small one: a standard ONNX file, and a report that proves how good it is.")
    {
        Add(new DemoCommand());
        Add(new DistillCommand());
        Add(new CompareCommand());
        Add(new TuneCommand());
        Add(new SweepCommand());
        Add(new RunsCommand());
        Add(new ReportCommand());
        Add(new WatchCommand());
        Add(new TeachCommand());
        Add(new PredictCommand());
        Add(new EvaluateCommand());
        Add(new InspectCommand());
        Add(new ConvertCommand());
        Add(new ConformanceCommand());
        Add(new CheckCommand());
        Add(new AuditCommand());
        Add(new DataCommand());
        Add(new ModelCommand());
        Add(new StoreCommand());
        Add(new TokenizerCommand());
        Add(new LossesCommand());
        Add(new BenchCommand());
        Add(VersionWanted);
        Add(StandardOptions.Help);
    }

    /// <summary>Asks for the version.</summary>
    public Option<bool> VersionWanted { get; } = new("--version") { Description = "Prints the version." };

    public override IReadOnlyList<string> Usage => ["COMMAND [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant demo", "The whole road in less than a minute, without any file."),
            new("decant distill recipes/mnist.yaml", "Trains what the recipe says and writes student.onnx and report.html."),
            new("decant distill --help", "What a command understands."),
        ];

    public override string Remark =>
        "Exit codes: 0 done, 1 run failed, 2 bad recipe or arguments, 3 less than the recipe requires, 130 interrupted. Colours follow NO_COLOR.";

    public override int Run(Invocation call) =>
        throw new InvalidOperationException("The program is called with a command, or shows its help.");
}
