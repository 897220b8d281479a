using System.CommandLine;
using Decant.Cli.Answers;
using Decant.Cli.Parsing;
using Decant.Pipeline;
using Decant.Recipes;
using Spectre.Console;

namespace Decant.Cli.Commands;

/// <summary>Everything that is wrong with a recipe, before any work.</summary>
internal sealed class CheckCommand : DecantCommand
{
    private readonly Argument<string> _recipe = new("RECIPE") { Description = "The recipe, a YAML file." };

    public CheckCommand()
        : base("check", "Shows every problem of a recipe at once, with line and column, and of the data and files it names. Trains nothing.")
    {
        Add(_recipe);
        Add(StandardOptions.Set);
        Add(StandardOptions.DataRoot);
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
            var notes = new List<string>();
            var problems = Distillation.Check(recipe, RecipeRun.Settings(call, recipe), notes.Add);
            CheckAnswer.Show(file, recipe, problems, call);
            if (!call.Value(StandardOptions.Json))
            {
                notes.ForEach(note => call.Terminal.Show(new Text($"{note}\n")));
            }

            return problems.Count == 0 ? ExitCode.Done : ExitCode.BadInput;
        }
        catch (RecipeException exception) when (call.Value(StandardOptions.Json))
        {
            CheckAnswer.ShowProblems(exception, call);
            return ExitCode.BadInput;
        }
    }
}
