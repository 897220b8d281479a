using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Losses;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>One loss with everything that is stated about it.</summary>
internal static class LossOutput
{
    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(DistillationLoss loss, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(JsonText.Indented(json => LossJson.Write(json, loss)));
            return;
        }

        var terminal = call.Terminal;
        terminal.Show(new Markup($"[bold]{Markup.Escape(loss.Name)}[/]  {Markup.Escape(loss.Meaning)}\n\n"));
        terminal.Show(Facts(loss));
        terminal.Show(new Text("\n"));
        // What an option takes is too long for a column of a table 80 columns wide.
        var table = TableLook.OfFacts();
        foreach (var option in loss.Options)
        {
            table.AddFact(
                option.Key,
                $"{option.Meaning} Takes "
                    + $"{option.Expected}{(option.Default.Length > 0 ? $"; default: {option.Default}" : "")}{(option.Unit.Length > 0 ? $" {option.Unit}" : "")}."
            );
        }

        terminal.Show(table);
    }

    /// <summary>Whether the factor T² applies, in one of two words; nothing where there is no temperature.</summary>
    public static string SquareRule(LossFacts facts, string applies, string doesNot) =>
        facts.HasSquaredTemperature switch
        {
            true => applies,
            false => doesNot,
            null => Quantity.None,
        };

    private static Grid Facts(DistillationLoss loss)
    {
        var facts = TableLook.OfFacts();
        facts.AddFact("formula", loss.Facts.Formula);
        facts.AddFact("T²", SquareRule(loss.Facts, "the factor applies", "the factor does not apply"));
        facts.AddFact("reads", loss.Facts.Shapes);
        facts.AddFact("unit", loss.Facts.Unit);
        if (loss.Facts.Paper.Length > 0)
        {
            facts.AddFact("paper", loss.Facts.Paper);
        }

        if (loss.Facts.Published.Length > 0)
        {
            facts.AddFact("published", loss.Facts.Published);
        }

        if (loss.Facts.Caution.Length > 0)
        {
            facts.AddFact("know", loss.Facts.Caution);
        }

        if (loss.TrainedState is { } reason)
        {
            facts.AddFact("on arrays alone", $"not computed: {reason}");
        }

        return facts;
    }
}
