using System.Globalization;
using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Evidence;
using Decant.Pipeline;
using Decant.Reporting;
using Decant.Runs;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>What a finished run says at its end: the arms side by side, the verdict, where the files are.</summary>
internal static class RunOutput
{
    private const int FirstBatch = 1;

    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(RunOutcome outcome, Invocation call)
    {
        if (call.Value(StandardOptions.Json))
        {
            call.Terminal.Results.Write(SummaryJson.Of(outcome.Run));
            return;
        }

        var terminal = call.Terminal;
        terminal.Show(Arms(outcome.Run));
        if (outcome.Run.Arms.Any(arm => arm.Seeds.Count > 1))
        {
            terminal.Show(new Markup("  [grey]mean ± standard deviation over the seeds; latency: one sample, median[/]\n"));
        }

        if (MajorityBaseline.Sentence(outcome.Run) is { Length: > 0 } baseline)
        {
            terminal.Show(new Text($"\n{WrappedText.Of(baseline, 2, terminal.TextWidth)}"));
        }

        // One arm's numbers are in the verdict.
        if (DistillationEvidence.Of(outcome.Run) is { Comparisons.Count: > 1 } evidence)
        {
            terminal.Show(new Text("\n"));
            terminal.Show(Evidence(evidence));
        }

        terminal.Show(new Text($"\n{WrappedText.Of(outcome.Verdict?.Text ?? "Only the teacher was made.", 2, terminal.TextWidth)}\n"));
        foreach (var slice in outcome.Run.Slices)
        {
            terminal.Show(new Text($"{WrappedText.Of(SliceText.Of(slice), 2, terminal.TextWidth)}\n"));
        }

        if (CostText.Answers(outcome.Run) is { Length: > 0 } costs)
        {
            terminal.Show(new Text($"{WrappedText.Of(costs, 2, terminal.TextWidth)}\n"));
        }

        if (outcome.Run.Requirements.Count > 0)
        {
            terminal.Show(Requirements(outcome.Run));
            terminal.Show(new Text("\n"));
        }

        terminal.Show(Files(outcome));
    }

    private static Grid Arms(Run run)
    {
        var metric = MetricDescription.Of(run.Metric);
        var table = TableLook.OfNumbers("", metric.Title, "Parameters", "Size", "Latency", "Training");
        foreach (var arm in run.Arms)
        {
            var model = arm.Seeds[0].Model;
            var values = new SeedStatistics([.. arm.Seeds.Select(seed => seed.Test.Metric(run.Metric.Name) ?? double.NaN)]);
            var latency = model.Latencies.FirstOrDefault(latency => latency.Batch == FirstBatch);
            table.AddRow(
                new Markup($"[bold]{Markup.Escape(arm.Name)}[/]"),
                new Text(metric.Text(values)),
                new Text(Quantity.Count(model.Parameters)),
                new Text(Quantity.Bytes(model.Bytes)),
                new Text(latency is null ? Quantity.None : Quantity.Latency(latency.Median)),
                new Text(Training(arm))
            );
        }

        return table;
    }

    private static Grid Requirements(Run run)
    {
        var table = TableLook.OfNumbers("required", "asked", "measured", "");
        foreach (var requirement in run.Requirements)
        {
            table.AddTexts(
                requirement.Name,
                RequirementText.Asked(requirement),
                RequirementText.Measured(requirement),
                RequirementText.Met(requirement)
            );
        }

        return table;
    }

    private static Grid Evidence(DistillationEvidence evidence)
    {
        // What a terminal has room for; the report has all.
        var table = TableLook.OfNumbers("distilled against", "difference", "interval", "p, corrected", "verdict");
        foreach (var (row, comparison) in EvidenceTable.Rows(evidence).Zip(evidence.Comparisons))
        {
            table.AddTexts(row[0], row[1], row[2], row[4], ComparisonText.Of(comparison.Outcome));
        }

        return table;
    }

    private static string Training(ArmResult arm) =>
        arm.Seeds[0].Origin switch
        {
            ModelOrigin.Kept => "kept",
            ModelOrigin.Given => "given",
            _ when arm.Seeds.Count > 1 => $"{arm.Seeds.Count} × {Quantity.Duration(arm.Duration / arm.Seeds.Count)}",
            _ => Quantity.Duration(arm.Duration),
        };

    private static Grid Files(RunOutcome outcome)
    {
        var grid = TableLook.OfFacts();
        var folder = AsTyped(outcome.Folder);
        foreach (var arm in outcome.Run.Arms.Where(arm => arm.Name is ArmNames.Distilled or ArmNames.Teacher))
        {
            if (arm.Seeds[0].Model.File is { } file)
            {
                grid.AddFact(arm.Name == ArmNames.Distilled ? "student" : arm.Name, Path.Combine(folder, file));
                if (arm.Seeds.Count > 1 && arm.Seeds[0].Test.Metric(outcome.Run.Metric.Name) is { } own)
                {
                    grid.AddFact(
                        "",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"this file is of seed {arm.Seeds[0].Seed}: "
                                + $"{MetricDescription.Of(outcome.Run.Metric).Text(new SeedStatistics([own]))}"
                        )
                    );
                }
            }
        }

        var report = Path.Combine(folder, RunFiles.Report);
        if (File.Exists(report))
        {
            grid.AddFact("report", report);
            grid.AddFact("", $"open it: {Opening(report)}");
        }

        return grid;
    }

    // The short way from here, where there is one.
    private static string AsTyped(string folder) =>
        Path.GetRelativePath(".", folder) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : folder;

    private static string Opening(string file)
    {
        var quoted = file.Contains(' ') ? $"\"{file}\"" : file;
        return OperatingSystem.IsWindows() ? $"start {quoted}"
            : OperatingSystem.IsMacOS() ? $"open {quoted}"
            : $"xdg-open {quoted}";
    }
}
