namespace Decant.Runs;

/// <summary>A table with a row for each class, label or number that a network answers, in their order.</summary>
internal sealed record ResultTable
{
    /// <summary>Its key in JSON, such as <c>classes</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>What a row is about, such as <c>Class</c>.</summary>
    public required string Row { get; init; }

    /// <summary>What the rows are about, such as <c>classes</c>.</summary>
    public required string Rows { get; init; }

    /// <summary>The columns.</summary>
    public required IReadOnlyList<ResultColumn> Columns { get; init; }

    /// <summary>For each row a number for each column; null where there is none.</summary>
    public required IReadOnlyList<IReadOnlyList<double?>> Cells { get; init; }

    /// <summary>The name of the column by which models are compared and the worst rows come first; null for none.</summary>
    public string? Leading { get; init; }

    /// <summary>Whether people are told: a single row may say what the measures say already.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>The place of a column; -1 for none of that name.</summary>
    public int Place(string? column)
    {
        var place = Columns.Count - 1;
        while (place >= 0 && Columns[place].Name != column)
        {
            place--;
        }

        return place;
    }

    /// <summary>The place of the first column of a kind; -1 for none.</summary>
    public int Place(ColumnKind kind)
    {
        var place = 0;
        while (place < Columns.Count && Columns[place].Kind != kind)
        {
            place++;
        }

        return place < Columns.Count ? place : -1;
    }

    /// <summary>A number by row and name of the column; null where there is none.</summary>
    public double? Cell(int row, string column) => Place(column) is >= 0 and var place ? Cells[row][place] : null;

    /// <summary>A table of precision, recall and F1.</summary>
    /// <param name="name">Its key in JSON.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="row">What a row is about.</param>
    /// <param name="scores">The scores by row.</param>
    internal static ResultTable OfScores(string name, string title, string row, IReadOnlyList<ClassScore> scores) =>
        new()
        {
            Name = name,
            Title = title,
            Row = row,
            Rows = name,
            Columns =
            [
                new("precision", "Precision", ColumnKind.Share),
                new("recall", "Recall", ColumnKind.Share) { IsCompared = true },
                new("f1", "F1", ColumnKind.Share) { IsCompared = true },
                new("support", "Samples", ColumnKind.Count),
            ],
            Cells = [.. scores.Select(score => new double?[] { score.Precision, score.Recall, score.F1, score.Support })],
            Leading = "f1",
        };
}
