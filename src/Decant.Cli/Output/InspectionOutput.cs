using Decant.Adoption;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>One page about a model.</summary>
internal static class InspectionOutput
{
    private const int MostHints = 24;

    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    /// <param name="model">What is in it.</param>
    /// <param name="call">Where it goes.</param>
    /// <param name="onlyHints">Whether the hints were asked for: all of them are shown, and nothing else.</param>
    public static void Show(ModelReport model, Invocation call, bool onlyHints)
    {
        var terminal = call.Terminal;
        if (call.Value(StandardOptions.Json))
        {
            terminal.Results.Write(InspectionJson.Of(model));
            return;
        }

        terminal.Show(new Markup($"[bold]{Markup.Escape(model.File)}[/]\n\n"));
        if (onlyHints)
        {
            terminal.Show(Hints(model, model.Hints.Count));
            return;
        }

        terminal.Show(Facts(model));
        if (model.Assumption is { } assumption)
        {
            terminal.Say(Markup.Escape($"{model.File}: {assumption}"));
        }

        terminal.Show(new Text("\n"));
        terminal.Show(Operators(model));
        if (model.Hints.Count > 0)
        {
            terminal.Show(new Text("\n"));
            terminal.Show(Hints(model, MostHints));
            if (model.Hints.Count > MostHints)
            {
                terminal.Show(new Markup($"  [grey]and {model.Hints.Count - MostHints} more: --match '*' lists all[/]\n"));
            }
        }
    }

    private static Grid Facts(ModelReport model)
    {
        var facts = TableLook.OfFacts();
        foreach (var port in model.Inputs)
        {
            facts.AddFact("input", $"{port.Name}: {port.ElementType} [{string.Join(", ", port.Shape)}]");
        }

        foreach (var port in model.Outputs)
        {
            facts.AddFact("output", $"{port.Name}: {port.ElementType} [{string.Join(", ", port.Shape)}]");
        }

        facts.AddFact("parameters", Quantity.Count(model.Parameters));
        facts.AddFact("training changes", model.Trained);
        foreach (var (numbers, reason) in model.Fixed)
        {
            facts.AddFact("and not", $"{numbers}: {reason}");
        }

        facts.AddFact("FLOPs", $"{Quantity.Flops(model.Flops)} for one sample");
        facts.AddFact("file", Quantity.Bytes(model.Bytes));
        foreach (var (key, value) in model.Metadata)
        {
            facts.AddFact(key, Shortened(value));
        }

        return facts;
    }

    private static Grid Operators(ModelReport model)
    {
        var table = TableLook.OfNumbers("Operator", "Count", "FLOPs", "Share");
        foreach (var use in model.Operators)
        {
            var share = model.Flops > 0 ? Quantity.Percent((double)use.Flops / model.Flops) : Quantity.None;
            table.AddTexts(use.Operator, Quantity.Count(use.Count), Quantity.Flops(use.Flops), share);
        }

        return table;
    }

    private static Grid Hints(ModelReport model, int most)
    {
        var table = TableLook.OfTexts("Can serve as a hint", "Operator", "Shape");
        foreach (var hint in model.Hints.Take(most))
        {
            table.AddTexts(hint.Name, hint.Operator, $"[{string.Join(", ", hint.Shape)}]");
        }

        return table;
    }

    private static string Shortened(string text)
    {
        const int most = 72;
        var lines = text.TrimEnd('\n').Split('\n');
        return lines.Length > 1 ? $"{lines.Length} lines; --json shows them"
            : text.Length <= most ? text
            : $"{text[..most]}…";
    }
}
