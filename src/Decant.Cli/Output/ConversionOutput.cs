using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Decant.Students.Weights;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>Which tensor of a weight file became which of a network.</summary>
internal static class ConversionOutput
{
    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(WeightedNetwork weighted, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(ConversionJson.Of(weighted));
            return;
        }

        var report = weighted.Report;
        call.Terminal.Show(new Markup($"[bold]{Markup.Escape(weighted.File)}[/]: {Markup.Escape(weighted.Format)}\n\n"));
        if (report.Taken.Count > 0)
        {
            var table = TableLook.OfTexts("Network", "Weight file", "Shape", "Matched by");
            foreach (var taken in report.Taken)
            {
                table.AddTexts(
                    taken.Name,
                    taken.Source,
                    $"[{string.Join(", ", taken.Sizes)}]",
                    $"{JsonText.Word(taken.Kind)}{(taken.IsTransposed ? ", transposed" : "")}"
                );
            }

            call.Terminal.Show(table);
            call.Terminal.Show(new Text("\n"));
        }

        var facts = TableLook.OfFacts();
        facts.AddFact("taken over", Quantity.Count(report.Taken.Count));
        AddAll(facts, "of other sizes", report.Misfits);
        AddAll(facts, weighted.IsFromFile ? "kept as in the ONNX file" : "missing", report.Missing);
        AddAll(facts, "left over", report.LeftOver);
        facts.AddFact("ignored", Quantity.Count(report.Ignored.Count));
        call.Terminal.Show(facts);
    }

    private static void AddAll<T>(Grid facts, string name, IReadOnlyList<T> weights)
    {
        facts.AddFact(name, Quantity.Count(weights.Count));
        foreach (var weight in weights)
        {
            facts.AddFact("", $"{weight}");
        }
    }
}
