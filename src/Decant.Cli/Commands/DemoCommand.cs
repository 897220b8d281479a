using System.Reflection;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Pipeline;
using Decant.Recipes;

namespace Decant.Cli.Commands;

/// <summary>The whole road on data that needs no file.</summary>
internal sealed class DemoCommand : DecantCommand
{
    public DemoCommand()
        : base("demo", "Shows the whole road on drawn digits: a teacher, its student, the same student alone, a report. Needs no file.")
    {
        Add(StandardOptions.Out);
        Add(StandardOptions.Resume);
        Add(StandardOptions.Set);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.NoCompare);
        Add(StandardOptions.Profile);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["[options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant demo", "Seconds on two cores."),
            new("decant demo --out first-run", "Writes into the folder first-run."),
            new("decant demo --set student.hidden=[16] --set compare.seeds=1", "A smaller student, one seed."),
        ];

    public override string Remark => "The recipe is recipes/demo.yaml: copy it and change what you like.";

    public override int Run(Invocation call)
    {
        var recipe = RecipeReader.ReadText(RecipeText(), "recipes/demo.yaml", call.Value(StandardOptions.Set));
        RecipeRun.Execute(call, recipe, "demo", Distillation.Run);
        return ExitCode.Done;
    }

    private static string RecipeText()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("demo.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
