using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Cli.Commands;

/// <summary>The metrics of any model on a recipe's test split.</summary>
internal sealed class EvaluateCommand : DecantCommand
{
    private readonly Argument<string> _model = new("MODEL.onnx") { Description = "The model to measure." };
    private readonly Option<string> _recipe = new("--recipe")
    {
        HelpName = "RECIPE",
        Description = "The recipe whose data and task are used.",
        Required = true,
    };

    public EvaluateCommand()
        : base("evaluate", "Measures a model on the test split of a recipe's data.")
    {
        Add(_model);
        Add(_recipe);
        Add(StandardOptions.Set);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Profile);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["MODEL.onnx --recipe RECIPE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new(
                "decant evaluate runs/2026-03-01-mnist-1a2b3c/student.onnx --recipe recipes/mnist.yaml",
                "Accuracy, errors, precision, recall and F1 of every class."
            ),
            new("decant evaluate student.onnx --recipe recipes/mnist.yaml --json", "The same with the whole confusion matrix, as JSON."),
        ];

    public override int Run(Invocation call)
    {
        var file = call.Value(_model)!;
        var recipe = RecipeReader.Read(call.Value(_recipe)!, call.Value(StandardOptions.Set));
        var settings = RecipeRun.Settings(call, recipe);
        var result = Distillation.Evaluate(file, recipe, settings, note => call.Terminal.Say(Markup.Escape(note)), call.Cancellation);
        EvaluationOutput.Show(file, result, result.AnswerNames, call);
        ProfileOutput.Show(settings.Profile, call);
        return ExitCode.Done;
    }
}
