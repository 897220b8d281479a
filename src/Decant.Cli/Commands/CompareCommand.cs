using System.CommandLine;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Cli.Commands;

/// <summary>Whether distillation helps, over several seeds, to which more can be added.</summary>
internal sealed class CompareCommand : DecantCommand
{
    private const int FewestByDefault = 3;

    private readonly Argument<string> _recipe = new("RECIPE") { Description = "The recipe, a YAML file; compare.arms says with what." };
    private readonly Option<int?> _seeds = NumberOption.Whole(
        "--seeds",
        2,
        1000,
        "Seeds of every arm in all. Default: the recipe's compare.seeds, and 3 at least."
    );
    private readonly Option<bool> _more = new("--more")
    {
        Description =
            "Adds seeds to the finished run in --out, or else to the last one of this recipe, until there are --seeds in all; those that "
            + "it has are not trained again. Each further look asks for more certainty.",
    };

    public CompareCommand()
        : base("compare", "Runs a recipe with several seeds and says whether distillation helped; more seeds can be added later.")
    {
        Add(_recipe);
        Add(_seeds);
        Add(_more);
        Add(StandardOptions.Out);
        Add(StandardOptions.Resume);
        Add(StandardOptions.Set);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Memory);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Profile);
        Add(StandardOptions.JUnit);
        Add(StandardOptions.TensorBoard);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["RECIPE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant compare recipes/mnist.yaml --seeds 3 --out study", "Three seeds of every arm."),
            new("decant compare recipes/mnist.yaml --seeds 5 --more --out study", "Two more, where three did not tell."),
            new(
                "decant compare recipes/mnist.yaml --set \"compare.arms=[scratch, longer]\"",
                "Also against the student alone, trained longer."
            ),
        ];

    public override int Run(Invocation call)
    {
        var file = call.Value(_recipe)!;
        var (wanted, isMore) = (call.Value(_seeds), call.Value(_more));
        if (isMore && wanted is null)
        {
            throw new DecantException("--more: expected how many seeds there are to be in all. Add --seeds N.");
        }

        var recipe = RecipeReader.Read(file, call.Value(StandardOptions.Set));
        if (recipe.Compare.Arms.Count == 0)
        {
            throw new DecantException(
                $"{file}: compare.arms is empty, so there is nothing to compare with. Add an arm, such as --set \"compare.arms=[scratch]\"."
            );
        }

        var seeds = wanted ?? Math.Max(recipe.Compare.Seeds, FewestByDefault);
        recipe = recipe with { Compare = recipe.Compare with { Seeds = seeds } };
        var outcome = RecipeRun.Execute(
            call,
            recipe,
            Path.GetFileNameWithoutExtension(file),
            (settled, settings, observer, cancellation) =>
                Distillation.Run(settled, settings with { KeepsStates = true }, observer, cancellation),
            isMore
        );
        return RecipeRun.ExitCodeOf(outcome);
    }
}
