using System.Globalization;
using Decant.Auditing;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Evidence;
using Decant.Reporting;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>What an audit found, in words and small tables.</summary>
internal static class AuditOutput
{
    private const int MostRows = 8;

    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(AuditFindings findings, string folder, Invocation call)
    {
        var terminal = call.Terminal;
        if (call.Value(StandardOptions.Json))
        {
            terminal.Results.Write(AuditJson.Of(findings));
            return;
        }

        terminal.Show(new Markup($"[bold]{Markup.Escape(findings.Name)}[/], teacher: {Markup.Escape(findings.Teacher)}\n"));
        foreach (var notice in findings.Notices)
        {
            Say(notice.Text);
        }

        if (findings.Answers is { } answers)
        {
            ShowAnswers(answers, findings, terminal, Say);
        }
        else if (findings.Measures.Count > 0)
        {
            terminal.Show(Measures(findings));
        }

        if (findings.Ranking is { } ranking)
        {
            Say(ranking.Advice);
            terminal.Show(new Text("\n"));
            terminal.Show(Candidates(ranking));
        }

        Say(AuditSentences.Duplicates(findings.Duplicates));
        findings.Omitted.ToList().ForEach(Say);
        terminal.Say($"The page is {Markup.Escape(Path.Combine(folder, AuditFiles.Page))}.");

        void Say(string text) => terminal.Show(new Text($"\n{WrappedText.Of(text, 2, terminal.TextWidth)}"));
    }

    private static void ShowAnswers(AnswerFindings answers, AuditFindings findings, Terminal terminal, Action<string> say)
    {
        say(AuditSentences.Score(answers));
        say(AuditSentences.Order(answers));
        if (answers.OrderRemedy is { } remedy)
        {
            terminal.Show(new Text($"\n    {remedy}\n"));
        }

        say(AuditSentences.Calibration(answers));
        terminal.Show(new Text("\n"));
        terminal.Show(Softness(answers));
        say(AuditSentences.Advice(answers.Advice));
        terminal.Show(new Text("\n"));
        terminal.Show(Classes(answers, findings.Names));
        if (answers.Confusions.Count > 0)
        {
            var pairs = answers.Confusions.Select(one =>
                $"{ClassName.Of(findings.Names, one.Label)} for {ClassName.Of(findings.Names, one.Answer)} "
                + $"({(one.Count == 1 ? "once" : $"{Quantity.Count(one.Count)} times")})"
            );
            say($"Most often taken for another: {string.Join("; ", pairs)}.");
        }

        say(AuditSentences.Inherited(answers.Mistakes));
        say(AuditSentences.LabelErrors(answers));
        if (answers.LabelErrors is { Count: > 0 } errors)
        {
            terminal.Show(new Text("\n"));
            terminal.Show(Errors(errors, findings));
        }
    }

    private static Grid Measures(AuditFindings findings)
    {
        var table = TableLook.OfNumbers("Metric", "Validation");
        foreach (var measure in findings.Measures.Where(measure => measure.IsShown))
        {
            var description = MetricDescription.Of(measure.Facts);
            table.AddTexts(description.Title, description.Text(measure.Value));
        }

        return table;
    }

    private static Grid Candidates(TeacherRanking ranking)
    {
        var table = TableLook.OfNumbers("Teacher", "Parameters", "Its own", "Its students'");
        foreach (var candidate in ranking.Candidates)
        {
            table.AddTexts(
                candidate.Name,
                candidate.Parameters is { } parameters ? Quantity.Count(parameters) : "",
                candidate.Score is { } score ? MetricText.Level(ranking.Metric, score) : "",
                candidate.StudentMean is { } mean ? MetricText.Level(ranking.Metric, mean) : candidate.Problem ?? ""
            );
        }

        return table;
    }

    private static Grid Softness(AnswerFindings answers)
    {
        var table = TableLook.OfNumbers("Temperature", "Entropy, nats", "Of the largest", "Outside the answer");
        foreach (var at in answers.Entropies)
        {
            table.AddTexts(
                at.Temperature.ToString("0", CultureInfo.InvariantCulture),
                Quantity.Number(at.Entropy, 3),
                Quantity.Percent(at.EntropyShare),
                Quantity.Percent(at.RestMass)
            );
        }

        return table;
    }

    private static Grid Classes(AnswerFindings answers, IReadOnlyList<string> names)
    {
        var table = TableLook.OfNumbers("Weakest classes", "Recall", "From", "To", "Samples");
        foreach (var one in answers.Classes.Take(MostRows))
        {
            table.AddTexts(
                ClassName.Of(names, one.Class),
                Quantity.Percent(one.Recall),
                Quantity.Percent(one.Interval.Low),
                Quantity.Percent(one.Interval.High),
                Quantity.Count(one.Samples)
            );
        }

        return table;
    }

    private static Grid Errors(IReadOnlyList<LabelError> errors, AuditFindings findings)
    {
        var table = TableLook.OfNumbers("Sample", "Label", "Likely", "Confidence");
        foreach (var (error, sample) in errors.Zip(findings.ShownLabelErrors).Take(MostRows))
        {
            table.AddTexts(
                sample.Name,
                ClassName.Of(findings.Names, error.Given),
                ClassName.Of(findings.Names, error.Likely),
                Quantity.Percent(error.Confidence)
            );
        }

        return table;
    }
}
