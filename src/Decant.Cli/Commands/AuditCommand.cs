using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Pipeline;
using Decant.Pipeline.Progress;
using Decant.Recipes;

namespace Decant.Cli.Commands;

/// <summary>What there is to know about data and teacher before a student learns from them.</summary>
internal sealed class AuditCommand : DecantCommand
{
    private readonly Argument<string> _recipe = new("RECIPE") { Description = "The recipe, a YAML file." };
    private readonly Option<string?> _out = new("--out")
    {
        HelpName = "DIR",
        Description = "Where audit.html, audit.json and the teacher go; an audit before is replaced. Default: audits/<recipe>.",
    };

    private readonly Option<string[]> _candidates = new("--candidates")
    {
        HelpName = "FILE",
        Description = "ONNX files that could be the teacher, one or more: short pilot runs tell from which this student learns most.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };
    private readonly Option<int?> _pilotEpochs = NumberOption.Whole(
        "--pilot-epochs",
        1,
        100_000,
        "Epochs of a pilot run. Default: a fifth of the recipe's."
    );
    private readonly Option<int?> _pilotSeeds = NumberOption.Whole("--pilot-seeds", 1, 100, "Students of each candidate. Default: 3.");

    public AuditCommand()
        : base(
            "audit",
            "Looks at a recipe's data and teacher before a student learns from them: score, calibration, which temperature, weak classes, "
                + "likely label errors, order of classes, duplicates. Trains a teacher that is not there yet; judges on validation alone."
        )
    {
        Add(_recipe);
        Add(_out);
        Add(_candidates);
        Add(_pilotEpochs);
        Add(_pilotSeeds);
        Add(StandardOptions.Set);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Memory);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["RECIPE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant audit recipes/mnist.yaml", "What is found, in words and small tables; the page is audits/mnist/audit.html."),
            new("decant audit my.yaml --candidates small.onnx large.onnx", "The same, and which of the two teaches this student better."),
            new("decant audit my.yaml --json --out audit", "The same for a program, and the files in the folder audit."),
        ];

    public override string Remark => "Of the test part nothing but hashes of its inputs is read.";

    public override int Run(Invocation call)
    {
        var file = call.Value(_recipe)!;
        var recipe = RecipeReader.Read(file, call.Value(StandardOptions.Set));
        var name = Path.GetFileNameWithoutExtension(file);
        var folder = call.Value(_out) ?? Path.Combine("audits", name);
        var settings = RecipeRun.Settings(call, recipe) with { Name = name, TeacherFolder = Path.Combine("runs", "teachers") };
        var display = new TextDisplay(call.Terminal.Messages, TimeSpan.FromSeconds(5), call.Clock) { Metric = recipe.Task.MainMetric };
        var pilots = call.Value(_candidates) is { Length: > 0 } files
            ? new PilotPlan(files, call.Value(_pilotEpochs) ?? PilotRuns.UsualEpochs(recipe), call.Value(_pilotSeeds) ?? 3)
            : null;
        var findings = new AuditStage(recipe, settings, display).Run(folder, pilots, call.Cancellation);
        AuditOutput.Show(findings, folder, call);
        return ExitCode.Done;
    }
}
