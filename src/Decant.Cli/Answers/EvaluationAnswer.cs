using System.Globalization;
using Decant.Cli.Parsing;
using Decant.Reporting;
using Decant.Runs;
using Spectre.Console;

namespace Decant.Cli.Answers;

/// <summary>What a model reached on the test split: its metrics, each class, what it confuses most.</summary>
internal static class EvaluationAnswer
{
    private const int MostConfusions = 5;

    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(string model, ClassificationResult result, IReadOnlyList<string> classes, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(EvaluationJson.Of(result, classes));
            return;
        }

        call.Terminal.Show(new Markup($"[bold]{Markup.Escape(model)}[/] on {Quantity.Count(result.Samples)} test samples\n\n"));
        call.Terminal.Show(Metrics(result));
        call.Terminal.Show(new Text("\n"));
        call.Terminal.Show(Classes(result, classes));
        if (Confusions(result, classes) is { Count: > 0 } confusions)
        {
            call.Terminal.Show(new Markup($"\n  Most often taken for another: {Markup.Escape(string.Join("; ", confusions))}.\n"));
        }
    }

    private static Grid Metrics(ClassificationResult result)
    {
        var table = TableLook.OfNumbers("Metric", "Value");
        foreach (var metric in result.Metrics)
        {
            var description = MetricDescription.Of(metric.Name);
            var title = metric.Name == "topKAccuracy" ? string.Create(CultureInfo.InvariantCulture, $"Top-{result.TopK} accuracy") : description.Title;
            table.AddTexts(title, description.Text(metric.Value));
        }

        return table;
    }

    private static Grid Classes(ClassificationResult result, IReadOnlyList<string> classes)
    {
        var table = TableLook.OfNumbers("Class", "Precision", "Recall", "F1", "Samples");
        for (var c = 0; c < result.Classes.Count; c++)
        {
            var score = result.Classes[c];
            table.AddTexts(ClassName.Of(classes, c), Quantity.Percent(score.Precision), Quantity.Percent(score.Recall), Quantity.Percent(score.F1), Quantity.Count(score.Support));
        }

        return table;
    }

    private static List<string> Confusions(ClassificationResult result, IReadOnlyList<string> classes)
    {
        var all = from label in Enumerable.Range(0, result.Confusion.Classes)
                  from answer in Enumerable.Range(0, result.Confusion.Classes)
                  let count = result.Confusion.Row(label)[answer]
                  where label != answer && count > 0
                  orderby count descending, label, answer
                  select $"{ClassName.Of(classes, label)} for {ClassName.Of(classes, answer)} ({Quantity.Count(count)} times)";
        return [.. all.Take(MostConfusions)];
    }
}
