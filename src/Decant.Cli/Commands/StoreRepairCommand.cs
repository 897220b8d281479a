using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.SoftTargets.Store;

namespace Decant.Cli.Commands;

/// <summary>Makes what is damaged or missing in a store.</summary>
internal sealed class StoreRepairCommand : DecantCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "The store's folder." };

    public StoreRepairCommand()
        : base("repair", "Finds damaged and missing answers of a store and makes them anew, from the recipe and the teacher in its folder.")
    {
        Add(_folder);
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Threads);
        Add(StandardOptions.Memory);
        Add(StandardOptions.Kernels);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["DIR [options]"];

    public override IReadOnlyList<Example> Examples => [new("decant store repair answers", "What is whole stays as it is.")];

    public override int Run(Invocation call)
    {
        var folder = call.Value(_folder)!;
        _ = StoreManifest.Read(folder);
        var file = Path.Combine(folder, StoreStage.RecipeFile);
        if (!File.Exists(file))
        {
            throw new DecantException(
                $"decant store repair: expected {StoreStage.RecipeFile} in '{folder}', from which it was made; "
                    + $"found none. Make what is missing "
                    + $"with decant store make RECIPE --out {folder}."
            );
        }

        StoreMakingRun.Execute(call, RecipeReader.Read(file, []), folder, StorePortion.Whole);
        StoreOutput.Show(folder, call);
        return ExitCode.Done;
    }
}
