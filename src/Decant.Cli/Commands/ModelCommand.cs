using Decant.Cli.Parsing;
using Decant.Cli.Shell;

namespace Decant.Cli.Commands;

/// <summary>What can be done about pretrained networks.</summary>
internal sealed class ModelCommand : DecantCommand
{
    public ModelCommand()
        : base("model", "Lists and fetches pretrained networks, for recipes to begin from.")
    {
        Add(new ModelListCommand());
        Add(new ModelGetCommand());
    }

    public override IReadOnlyList<string> Usage => ["COMMAND [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant model list", "Names, sizes, licences, and what is there already."),
            new("decant model get minilm-l6", "Fetches a sentence encoder into data/pretrained/minilm-l6."),
        ];

    public override int Run(Invocation call) => throw new InvalidOperationException("Model is called with a command, or shows its help.");
}
