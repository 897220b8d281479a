using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>Which pretrained networks can be fetched.</summary>
internal sealed class ModelListCommand : DecantCommand
{
    public ModelListCommand()
        : base("list", "Lists the pretrained networks that can be fetched, with their licences.")
    {
        Add(StandardOptions.DataRoot);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["[options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant model list", "Names, sizes, licences, and what is there already."),
            new("decant model list --json", "The same for a program, with every file and its SHA-256."),
        ];

    public override int Run(Invocation call)
    {
        ModelListOutput.Show(DataRoot.Of(call), call);
        return ExitCode.Done;
    }
}
