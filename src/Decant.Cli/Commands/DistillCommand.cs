using System.CommandLine;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Cli.Commands;

/// <summary>The main road: a recipe, or a teacher and data, in; a proven student out.</summary>
internal sealed class DistillCommand : DecantCommand
{
    private readonly Argument<string?> _recipe = new("RECIPE")
    {
        Description = "The recipe, a YAML file; left out where --teacher and --data are given.",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string?> _teacher = new("--teacher")
    {
        HelpName = "T.onnx",
        Description = "Without a recipe: the trained network to learn from.",
    };
    private readonly Option<string?> _data = new("--data")
    {
        HelpName = "PATH",
        Description = "Without a recipe: the file or folder with samples and labels.",
    };

    public DistillCommand()
        : base("distill", "Trains a student with a teacher's help, and the same student without it; writes student.onnx and report.html.")
    {
        Add(_recipe);
        Add(_teacher);
        Add(_data);
        Add(StandardOptions.Out);
        Add(StandardOptions.Resume);
        Add(StandardOptions.Set);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Memory);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.NoCompare);
        Add(StandardOptions.Profile);
        Add(StandardOptions.JUnit);
        Add(StandardOptions.TensorBoard);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["RECIPE [options]", "--teacher T.onnx --data PATH [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant distill recipes/mnist.yaml", "Runs a recipe; a teacher that an earlier run kept is not trained again."),
            new(
                "decant distill recipes/mnist.yaml --set losses.soft-targets.temperature=8 --no-compare",
                "Tries another temperature, without control arms."
            ),
            new("decant distill recipes/mnist.yaml --out first --resume", "Continues where the run in the folder first was interrupted."),
            new("decant distill --teacher big.onnx --data photos.zip", "Looks at both, prints the recipe it made, and runs it."),
            new("decant distill recipes/mnist.yaml --json > result.json", "The result for a program; progress stays on the terminal."),
            new("decant distill recipes/mnist.yaml --profile profile.txt", "Also writes where the time went, operator by operator."),
        ];

    public override int Run(Invocation call)
    {
        var (recipe, name) = call.Value(_recipe) is { } file ? FromFile(call, file) : FromTeacherAndData(call);
        return RecipeRun.ExitCodeOf(RecipeRun.Execute(call, recipe, name, Distillation.Run));
    }

    private (Recipe Recipe, string Name) FromFile(Invocation call, string file)
    {
        if ((call.Value(_teacher) ?? call.Value(_data)) is not null)
        {
            throw new DecantException(
                "received a recipe together with --teacher or --data. The recipe names both: remove the options, or "
                    + "change it with --set teacher.onnx=FILE."
            );
        }

        return (RecipeReader.Read(file, call.Value(StandardOptions.Set)), Path.GetFileNameWithoutExtension(file));
    }

    private (Recipe Recipe, string Name) FromTeacherAndData(Invocation call)
    {
        if (call.Value(_teacher) is not { } teacher || call.Value(_data) is not { } data)
        {
            throw new DecantException("expected a RECIPE, or both --teacher T.onnx and --data PATH.");
        }

        var yaml = RecipeFromFiles.Draft(teacher, data, RecipeRun.Settings(call, null), call.Value(StandardOptions.Set));
        // With --json standard output belongs to the result.
        (call.Value(StandardOptions.Json) ? call.Terminal.Messages : call.Terminal.Results).WriteLine(yaml);
        var name = Path.GetFileNameWithoutExtension(teacher);
        return (RecipeReader.ReadText(yaml, $"the recipe made from {teacher}", call.Value(StandardOptions.Set)), name);
    }
}
