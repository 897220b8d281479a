using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>What can be fetched, and what recipes can read.</summary>
internal sealed class DataListCommand : DecantCommand
{
    public DataListCommand()
        : base("list", "Lists the public data sets that can be fetched, and the kinds of data that recipes can read.")
    {
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["[options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant data list", "Names, sizes, licences, and what is there already."),
            new("decant data list --json", "The same with every option of every source."),
        ];

    public override int Run(Invocation call)
    {
        DataListOutput.Show(DataRoot.Of(call), call);
        return ExitCode.Done;
    }
}
