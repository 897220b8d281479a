using System.CommandLine;
using Decant.Cli.Output;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Losses;

namespace Decant.Cli.Commands;

/// <summary>The losses that a recipe can name.</summary>
internal sealed class LossesCommand : DecantCommand
{
    private readonly Argument<string?> _name = new("NAME")
    {
        Description = "A loss to show with all its options. Default: all losses.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public LossesCommand()
        : base(
            "losses",
            "Lists the losses with formula, rule for T², weight and paper; shows one with its options; computes one on given numbers."
        )
    {
        Add(_name);
        Add(new LossesEvalCommand());
        Add(StandardOptions.Json);

        // Without an action the parser would ask for one of its commands.
        SetAction(_ => ExitCode.Done);
    }

    public override IReadOnlyList<string> Usage => ["[NAME] [options]", "eval NAME --student FILE [options]"];

    public override IReadOnlyList<Example> Examples =>
        [
            new("decant losses", "All losses, what they compare and how."),
            new("decant losses soft-targets", "One loss with its options, their ranges and defaults."),
            new("decant losses --json", "All losses with all options, for a program."),
            new("decant losses eval soft-targets --student s.npy --teacher t.npy", "The value of a loss on your own logits."),
        ];

    public override bool RunsAlone => true;

    public override int Run(Invocation call)
    {
        if (call.Value(_name) is { } name)
        {
            LossOutput.Show(DistillationLosses.All.Find(name), call);
        }
        else
        {
            LossListOutput.Show(call);
        }

        return ExitCode.Done;
    }
}
