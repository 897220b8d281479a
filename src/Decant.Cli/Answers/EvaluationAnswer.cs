using System.Globalization;
using Decant.Cli.Parsing;
using Decant.Reporting;
using Decant.Runs;
using Spectre.Console;

namespace Decant.Cli.Answers;

/// <summary>What a model reached on the test split: its metrics, each class, label or number, what it confuses most.</summary>
internal static class EvaluationAnswer
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

        if ((result is RegressionResult regression ? Numbers(regression, names) : Scores(result, names)) is { } table)
        {
            call.Terminal.Show(new Text("\n"));
            call.Terminal.Show(table);
        }

        if (result is ClassificationResult classification && Confusions(classification, names) is { Count: > 0 } confusions)
        {
            call.Terminal.Show(new Text($"\n{WrappedText.Of($"Most often taken for another: {string.Join("; ", confusions)}.", 2, call.Terminal.TextWidth)}"));
        }
    }

    private static Grid Metrics(EvaluationResult result)
    {
        var table = TableLook.OfNumbers("Metric", "Value");
        foreach (var metric in result.Metrics.Where(metric => result is not ClassificationResult { IsTopKOfAll: true } || metric.Name != NamedValue.TopKAccuracy))
        {
            var description = MetricDescription.Of(metric.Name, result.LabelUnit);
            var title = result is ClassificationResult { TopK: var k } && metric.Name == NamedValue.TopKAccuracy ? string.Create(CultureInfo.InvariantCulture, $"Top-{k} accuracy") : description.Title;
            table.AddTexts(title, description.Text(metric.Value));
        }

        return table;
    }

    // A number alone has all its metrics above.
    private static Grid? Numbers(RegressionResult result, IReadOnlyList<string> names)
    {
        if (result.Numbers.Count < 2)
        {
            return null;
        }

        var table = TableLook.OfNumbers("Number", "Mean absolute error", "Root mean squared error", "R²");
        for (var c = 0; c < result.Numbers.Count; c++)
        {
            var score = result.Numbers[c];
            table.AddTexts(
                ClassName.Of(names, c), Quantity.Number(score.MeanAbsoluteError, 4), Quantity.Number(score.RootMeanSquaredError, 4),
                score.RSquared is { } share ? Quantity.Number(share, 4) : Quantity.None);
        }

        return table;
    }

    private static Grid Scores(EvaluationResult result, IReadOnlyList<string> names)
    {
        var table = TableLook.OfNumbers(result is MultiLabelResult ? "Label" : "Class", "Precision", "Recall", "F1", "Samples");
        for (var c = 0; c < result.Scores.Count; c++)
        {
            var score = result.Scores[c];
            table.AddTexts(ClassName.Of(names, c), Quantity.Percent(score.Precision), Quantity.Percent(score.Recall), Quantity.Percent(score.F1), Quantity.Count(score.Support));
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
