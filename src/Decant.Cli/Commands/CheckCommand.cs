using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Cli.Commands;

/// <summary>Everything that is wrong with a recipe, before any work.</summary>
internal sealed class CheckCommand : DecantCommand
{
    private readonly Argument<string> _recipe = new("RECIPE") { Description = "The recipe, a YAML file." };

    public CheckCommand()
        : base(
            "check",
            "Shows every problem of a recipe at once, with line and column, and of the data and files it names. "
                + "Says what a run would need: samples, memory, time. Trains nothing but a few steps to tell the time."
        )
    {
        Add(_recipe);
        Add(StandardOptions.Set);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Memory);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["RECIPE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant check my.yaml", "Exit code 0 when the recipe can run, 2 when it cannot."),
            new("decant check my.yaml --json", "The problems for a program or an editor."),
        ];

    public override int Run(Invocation call)
    {
        var file = call.Value(_recipe)!;
        try
        {
            var recipe = RecipeReader.Read(file, call.Value(StandardOptions.Set));
            var plan = Distillation.Plan(recipe, RecipeRun.Settings(call, recipe));
            CheckOutput.Show(file, recipe, plan, call);
            return plan.Problems.Count == 0 ? ExitCode.Done : ExitCode.BadInput;
        }
        catch (RecipeException exception) when (call.Value(StandardOptions.Json))
        {
            CheckOutput.ShowProblems(exception, call);
            return ExitCode.BadInput;
        }
    }
}
