using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>What a store is and has.</summary>
internal sealed class StoreShowCommand : DecantCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "The store's folder." };

    public StoreShowCommand()
        : base("show", "Shows whose answers a store has, about which samples, how they are written, and what is missing.")
    {
        Add(_folder);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["DIR [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant store show answers", "Teacher, samples, views, encoding, bytes."),
            new("decant store show answers --json", "The same for a program."),
        ];

    public override int Run(Invocation call)
    {
        StoreOutput.Show(call.Value(_folder)!, call);
        return ExitCode.Done;
    }
}
