using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>What can be done with stores of a teacher's answers.</summary>
internal sealed class StoreCommand : DecantCommand
{
    public StoreCommand()
        : base("store", "Makes, shows, checks, merges and repairs stores of a teacher's answers.")
    {
        Add(new StoreMakeCommand());
        Add(new StoreShowCommand());
        Add(new StoreCheckCommand());
        Add(new StoreMergeCommand());
        Add(new StoreRepairCommand());
    }

    public override IReadOnlyList<string> Usage => ["COMMAND [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant store make my.yaml --out answers", "The teacher answers every training sample once."),
            new("decant store show answers", "What the store has: teacher, samples, encoding, size."),
        ];

    public override string Remark => "A recipe learns from a store with teacher: { store: DIR }; docs/store-format.md describes its files.";

    public override int Run(Invocation call) => throw new InvalidOperationException("Store is called with a command, or shows its help.");
}
