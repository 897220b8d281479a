using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>How fast this machine distils.</summary>
internal sealed class BenchCommand : DecantCommand
{
    public BenchCommand()
        : base("bench", "Measures how fast this machine distils.")
    {
        Add(new BenchStepCommand());
        Add(new BenchKernelsCommand());
        Add(new BenchInferCommand());
        Add(new BenchTextCommand());
        Add(new BenchStoreCommand());
    }

    public override IReadOnlyList<string> Usage => ["COMMAND [options]"];

    public override IReadOnlyList<Example> Examples =>
        [new("decant bench step --case mlp1200-mlp800", "How long one distillation step takes.")];

    public override int Run(Invocation call) =>
        throw new InvalidOperationException("The command is called with one of its own, or shows its help.");
}
