using Decant.Cli.Parsing;
using Decant.Cli.Shell;
using Decant.Data;
using Decant.Reporting;
using Decant.Tasks;
using Spectre.Console;

namespace Decant.Cli.Output;

/// <summary>What there is to know about data: parts, classes, statistics, how a recipe names them.</summary>
internal static class DataShowOutput
{
    private const int MostRows = 40;
    private const string TokenTags = "token-classification";

    /// <summary>Writes it to standard output, as JSON where that was asked for.</summary>
    public static void Show(RecognisedData recognised, DataOverview data, Invocation call)
    {
        var (terminal, recipe) = (call.Terminal, recognised.RecipeLine(DataRoot.Of(call)));
        if (call.Value(StandardOptions.Json))
        {
            terminal.Results.Write(DataShowJson.Of(recognised, data, recipe));
            return;
        }

        var samples =
            data.SampleShape.Count == 3
                ? $"images of {data.SampleShape[0]} × {data.SampleShape[1]} × {data.SampleShape[2]} (channels, rows, columns)"
            : data.Input.Choices is { } pieces ? $"texts of a vocabulary of {Quantity.Count(pieces)} pieces"
            : data.Table is { } columns ? $"rows of {columns.NumberCount} numbers and {columns.CategoryCount} categories"
            : $"rows of {data.SampleShape[0]} numbers";
        terminal.Show(
            new Markup(
                $"[bold]{Markup.Escape(recognised.Path)}[/]: {Markup.Escape(recognised.Source)}, {samples}, "
                    + $"{(data.ClassNames.Count == 0 ? "no" : Quantity.Count(data.ClassNames.Count))} "
                    + $"{(data.ClassNames.Count == 1 ? "class" : "classes")}"
                    + $"{(data.Tags.Count == 0 ? "" : $", {Quantity.Count(data.Tags.Count)} tags of words")}\n\n"
            )
        );
        Show(Classes(data), data.ClassNames.Count);
        terminal.Show(new Text("\n"));
        if (data.Parts[0].Statistics is { } statistics)
        {
            Show(Statistics(data, statistics), statistics.Mean.Count);
        }
        else
        {
            terminal.Show(Lengths(data));
        }

        if (data.Targets.Count > 0)
        {
            terminal.Show(new Text("\n"));
            Show(Targets(data), data.Targets.Sum(target => target.Set.Columns.Count));
        }

        terminal.Show(new Text("\n" + string.Concat(data.Notes.Select(note => WrappedText.Of(note.Text, 2, terminal.TextWidth)))));
        var task = TaskFor(data);
        terminal.Show(new Text(WrappedText.Of($"In a recipe: {recipe}", 2, terminal.TextWidth)));
        if (task != LearningTasks.Default)
        {
            terminal.Show(new Text(WrappedText.Of($"with task: {task.Name} above it", 2, terminal.TextWidth)));
        }

        void Show(Grid table, int rows)
        {
            terminal.Show(table);
            if (rows > MostRows)
            {
                terminal.Show(new Markup($"  [grey]and {rows - MostRows} more: --json lists all[/]\n"));
            }
        }
    }

    /// <summary>The task that learns a target set: the second half of its name in a recipe.</summary>
    public static string TaskOf(TargetSet set) => LearningTasks.All.First(task => task.Fits(set)).Word;

    // Classes where there are any, else the first target set.
    private static LearningTask TaskFor(DataOverview data) =>
        LearningTasks.Of(
            data.ClassNames.Count > 0 ? LearningTasks.Default.Word
                : data.Targets is [var target, ..] ? TaskOf(target.Set)
                : data.Tags.Count > 0 ? TokenTags
                : LearningTasks.Default.Word,
            data.Input
        );

    private static Grid Classes(DataOverview data)
    {
        var table = TableLook.OfNumbers(["Class", .. data.Parts.Select(part => part.Name)]);
        table.AddTexts(["all", .. data.Parts.Select(part => Quantity.Count(part.Count))]);
        for (var c = 0; c < Math.Min(MostRows, data.ClassNames.Count); c++)
        {
            table.AddTexts([data.ClassNames[c], .. data.Parts.Select(part => Quantity.Count(part.ClassCounts[c]))]);
        }

        return table;
    }

    private static Grid Targets(DataOverview data)
    {
        var table = TableLook.OfNumbers("Target", "Task", "Mean in train", "Deviation");
        var columns = data.Targets.SelectMany(target =>
            target.Set.Columns.Select(
                (name, c) => (target.Set, Name: name, Mean: target.Statistics.Mean[c], Deviation: target.Statistics.Deviation[c])
            )
        );
        foreach (var (set, name, mean, deviation) in columns.Take(MostRows))
        {
            table.AddTexts($"{set.Name}: {name}", TaskOf(set), Quantity.Number(mean, 4), Quantity.Number(deviation, 4));
        }

        return table;
    }

    private static Grid Lengths(DataOverview data)
    {
        var table = TableLook.OfNumbers(["Pieces of a text", .. data.Parts.Select(part => part.Name)]);
        table.AddTexts(["mean", .. data.Parts.Select(part => Quantity.Number(part.Lengths!.Mean, 1))]);
        table.AddTexts(["nine of ten at most", .. data.Parts.Select(part => Quantity.Count(part.Lengths!.Most))]);
        table.AddTexts(["longest", .. data.Parts.Select(part => Quantity.Count(part.Lengths!.Longest))]);
        table.AddTexts(["texts cut", .. data.Parts.Select(part => Quantity.Count(part.Lengths!.Cut))]);
        return table;
    }

    private static Grid Statistics(DataOverview data, ChannelStatistics statistics)
    {
        var table = TableLook.OfNumbers(data.ColumnNames.Count > 0 ? "Column" : "Channel", "Mean in train", "Deviation");
        for (var i = 0; i < Math.Min(MostRows, statistics.Mean.Count); i++)
        {
            var name = i < data.ColumnNames.Count ? data.ColumnNames[i] : Quantity.Count(i);
            table.AddTexts(name, Quantity.Number(statistics.Mean[i], 4), Quantity.Number(statistics.Deviation[i], 4));
        }

        return table;
    }
}
