using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Reporting;
using Decant.Runs;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>What a model reached on the test split: its metrics, each class, label or number, what it confuses most.</summary>
internal static class EvaluationOutput
{
    private const int MostConfusions = 5;

    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(string model, EvaluationResult result, IReadOnlyList<string> names, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(EvaluationJson.Of(result, names));
            return;
        }

        call.Terminal.Show(new Markup($"[bold]{Markup.Escape(model)}[/] on {Quantity.Count(result.Samples)} test samples\n\n"));
        call.Terminal.Show(Metrics(result));
        if (MajorityBaseline.Sentence(result, names, "model") is { Length: > 0 } baseline)
        {
            call.Terminal.Show(new Text($"\n{WrappedText.Of(baseline, 2, call.Terminal.TextWidth)}"));
        }

        foreach (var table in result.Tables.Where(table => table.IsShown))
        {
            call.Terminal.Show(new Text("\n"));
            call.Terminal.Show(Rows(table, names));
        }

        if (result.Confusion is { } counts && Confusions(counts, names) is { Count: > 0 } confusions)
        {
            call.Terminal.Show(
                new Text(
                    $"\n{WrappedText.Of($"Most often taken for another: {string.Join("; ", confusions)}.", 2, call.Terminal.TextWidth)}"
                )
            );
        }
    }

    private static Grid Metrics(EvaluationResult result)
    {
        var table = TableLook.OfNumbers("Metric", "Value");
        foreach (var measure in result.Measures.Where(measure => measure.IsShown))
        {
            var description = MetricDescription.Of(measure.Facts);
            table.AddTexts(description.Title, description.Text(measure.Value));
        }

        return table;
    }

    private static Grid Rows(ResultTable result, IReadOnlyList<string> names)
    {
        var table = TableLook.OfNumbers([result.Row, .. result.Columns.Select(column => column.Title)]);
        for (var row = 0; row < result.Cells.Count; row++)
        {
            table.AddTexts([ClassName.Of(names, row), .. result.Columns.Zip(result.Cells[row], ColumnText.Of)]);
        }

        return table;
    }

    private static List<string> Confusions(ConfusionCounts counts, IReadOnlyList<string> classes)
    {
        var all =
            from label in Enumerable.Range(0, counts.Classes)
            from answer in Enumerable.Range(0, counts.Classes)
            let count = counts.Row(label)[answer]
            where label != answer && count > 0
            orderby count descending, label, answer
            select $"{ClassName.Of(classes, label)} for {ClassName.Of(classes, answer)} ({Quantity.Count(count)} times)";
        return [.. all.Take(MostConfusions)];
    }
}
