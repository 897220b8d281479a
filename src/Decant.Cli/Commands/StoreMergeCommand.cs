using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Engine;
using Decant.SoftTargets.Store;

namespace Decant.Cli.Commands;

/// <summary>Puts parts of a store together.</summary>
internal sealed class StoreMergeCommand : DecantCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "Where the whole store goes; what is there is a part of it." };
    private readonly Argument<string[]> _parts = new("PART")
    {
        Description = "Folders of parts; left out, the parts in DIR that --shard made.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public StoreMergeCommand()
        : base("merge", "Puts the parts together that several processes or machines made with --shard; each is checked first.")
    {
        Add(_folder);
        Add(_parts);
        Add(StandardOptions.Json);
    }

    public override IReadOnlyList<string> Usage => ["DIR [PART …] [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant store merge answers", "The parts in answers/part-1-of-4 and so on become one store."),
            new("decant store merge answers /disk1/answers /disk2/answers", "Parts from elsewhere."),
        ];

    public override string Remark => "The parts stay; remove them when the whole is checked.";

    public override int Run(Invocation call)
    {
        var folder = call.Value(_folder)!;
        string[] parts = call.Value(_parts) is [_, ..] named ? named : PartsIn(folder);
        if (parts.Length == 0)
        {
            throw new DecantException(
                $"decant store merge: expected parts in '{folder}' (part-1-of-4), or named after it; found none. "
                    + $"Make them with --shard i/n."
            );
        }

        call.HasWorkBegun = true;
        StoreMerge.Run(folder, parts, note => call.Terminal.Say(Spectre.Console.Markup.Escape(note)));
        StoreOutput.Show(folder, call);
        return ExitCode.Done;
    }

    private static string[] PartsIn(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetDirectories(folder, "part-*-of-*").Order(StringComparer.Ordinal)] : [];
}
