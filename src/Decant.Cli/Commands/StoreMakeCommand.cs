using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Recipes;

namespace Decant.Cli.Commands;

/// <summary>Lets the teacher of a recipe answer once.</summary>
internal sealed class StoreMakeCommand : DecantCommand
{
    private readonly Argument<string> _recipe = new("RECIPE") { Description = "The recipe, a YAML file." };
    private readonly Option<string?> _out = new("--out")
    {
        HelpName = "DIR",
        Description = "The store's folder; what is there already is not asked again. Default: stores/<recipe>.",
    };
    private readonly Option<string?> _shard = new("--shard")
    {
        HelpName = "i/n",
        Description =
            "Makes part i of n, in a folder of its own in DIR; decant store merge puts the parts together. Left out, it is read from "
            + "SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT; /n alone takes i from JOB_COMPLETION_INDEX.",
    };

    public StoreMakeCommand()
        : base("make", "Lets the teacher of a recipe answer every training sample once, and stores its answers.")
    {
        Add(_recipe);
        Add(_out);
        Add(_shard);
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
            new("decant store make my.yaml --out answers", "All answers; called again, what is missing."),
            new("decant store make my.yaml --out answers --shard 2/4", "The second of four parts, while others are made elsewhere."),
            new("decant store make my.yaml --set soft-targets.numbers=f16 --set soft-targets.views=4", "Four views, 16 bits a number."),
        ];

    public override string Remark =>
        "The recipe's section soft-targets says how answers are written: numbers, top, draws, views. The recipe's "
        + "student learns from them with "
        + "teacher: { store: DIR }.";

    public override int Run(Invocation call)
    {
        var file = call.Value(_recipe)!;
        var recipe = RecipeReader.Read(file, call.Value(StandardOptions.Set));
        var folder = call.Value(_out) ?? Path.Combine("stores", Path.GetFileNameWithoutExtension(file));
        var made = StoreMakingRun.Execute(call, recipe, folder, WantedPortion.Of(call.Value(_shard), call.Terminal));
        StoreOutput.Show(made, call);
        return ExitCode.Done;
    }
}
