using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>What can be done with data before any training.</summary>
internal sealed class DataCommand : DecantCommand
{
    public DataCommand()
        : base("data", "Lists, fetches, makes and shows data.")
    {
        Add(new DataListCommand());
        Add(new DataGetCommand());
        Add(new DataMakeCommand());
        Add(new DataShowCommand());
    }

    public override IReadOnlyList<string> Usage => ["COMMAND [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant data list", "What can be fetched, and what recipes can read."),
            new("decant data get mnist", "Fetches MNIST into data/mnist."),
            new("decant data show data/mnist", "Counts samples and classes."),
        ];

    public override int Run(Invocation call) => throw new InvalidOperationException("Data is called with a command, or shows its help.");
}
