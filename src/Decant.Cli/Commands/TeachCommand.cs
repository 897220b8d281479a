using System.CommandLine;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Cli.Commands;

/// <summary>Only the teacher of a recipe.</summary>
internal sealed class TeachCommand : DecantCommand
{
    private readonly Argument<string> _recipe = new("RECIPE") { Description = "The recipe, a YAML file." };

    public TeachCommand()
        : base("teach", "Trains only the teacher of a recipe, or takes the one that an earlier run kept, and measures it.")
    {
        Add(_recipe);
        Add(StandardOptions.Out);
        Add(StandardOptions.Resume);
        Add(StandardOptions.Set);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Memory);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Profile);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["RECIPE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant teach recipes/mnist.yaml", "Trains the teacher; distill finds it by its fingerprint and does not train it again."),
            new("decant teach recipes/mnist.yaml --set teacher.train.epochs=5 --out quick", "Five epochs, into the folder quick."),
        ];

    public override int Run(Invocation call)
    {
        var file = call.Value(_recipe)!;
        var recipe = RecipeReader.Read(file, call.Value(StandardOptions.Set));
        if (recipe.Teacher.Members.All(teacher => teacher.Train is null))
        {
            throw new DecantException(
                $"{file} uses {(recipe.Teacher.IsAnswering ? "its teacher as it is" : "no teacher")}; there is "
                    + $"nothing to train. Add teacher.train to fine-tune it, or go on with decant distill."
            );
        }

        RecipeRun.Execute(call, recipe, Path.GetFileNameWithoutExtension(file), Distillation.Teach);
        return ExitCode.Done;
    }
}
