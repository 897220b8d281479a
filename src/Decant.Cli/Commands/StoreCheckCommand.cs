using System.CommandLine;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Decant.SoftTargets.Store;

namespace Decant.Cli.Commands;

/// <summary>Whether a store is whole.</summary>
internal sealed class StoreCheckCommand : DecantCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "The store's folder." };

    public StoreCheckCommand()
        : base("check", "Reads all bytes of a store, compares every checksum, and names what is damaged or missing.")
    {
        Add(_folder);
    }

    public override IReadOnlyList<string> Usage => ["DIR"];

    public override IReadOnlyList<Example> Examples =>
        [new("decant store check answers", "Exit code 0 where all answers are there and whole, 1 where not.")];

    public override int Run(Invocation call)
    {
        var folder = call.Value(_folder)!;
        // Once the manifest was read, what is wrong is wrong with the answers.
        var manifest = StoreManifest.Read(folder);
        call.HasWorkBegun = true;
        using var store = SoftTargetStore.Open(folder);
        var missing = manifest.Wanted - manifest.Answers;
        call.Terminal.Results.WriteLine(
            $"{folder}: {Quantity.Count(manifest.Answers)} answers in {Quantity.Count(manifest.Shards.Count)} "
                + $"file{(manifest.Shards.Count == 1 ? "" : "s")}, {Quantity.Bytes(manifest.Bytes)}, "
                + $"every checksum is right. "
                + $"{(missing == 0 ? "None is missing." : $"{Quantity.Count(missing)} are missing: decant store make goes on.")}"
        );
        return missing == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
