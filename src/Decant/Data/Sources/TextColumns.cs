using System.Globalization;
using Decant.Engine;
using Decant.Notices;

namespace Decant.Data.Sources;

/// <summary>Which column of a table of texts is what: as the options say, by its name, or by its cells.</summary>
internal sealed class TextColumns
{
    // So many rows tell what a column is.
    private const int Looked = 1000;

    // More classes than that, each of fewer rows than that, are hardly classes.
    private const int MostClasses = 200,
        FewestOfClass = 5;

    private readonly TextTable _train;

    /// <summary>Looks at the training texts.</summary>
    /// <param name="train">The texts.</param>
    /// <param name="options">May name columns.</param>
    /// <exception cref="DecantException">There is no column of a name, or none that is a text.</exception>
    public TextColumns(TextTable train, DataOptions options)
    {
        _train = train;
        var isOpen = options is { IsUnlabelled: false };
        Labels = Named("labels", options) ?? [];
        Scores = Named("score", options) ?? [];
        Label = options.Text("label") is { } label ? train.Find(label, "label") : -1;
        Text = options.Text("text") is { } text ? train.Find(text, "text") : -1;
        Second = options.Text("second") is { } second ? train.Find(second, "second") : -1;
        var isLearntNamed = Label >= 0 || Labels.Count > 0 || Scores.Count > 0;
        if (Text < 0)
        {
            Text = Free(TextHeader.Find(train.Columns, TextHeader.Text)) ?? LongestText();
        }

        if (Second < 0 && train.HasNames)
        {
            Second = Free(TextHeader.Find(train.Columns, TextHeader.Second)) ?? -1;
        }

        if (isOpen && !isLearntNamed)
        {
            FindLearnt();
        }

        if (!isOpen)
        {
            (Label, Labels, Scores) = (-1, [], []);
        }
    }

    /// <summary>The place of the text.</summary>
    public int Text { get; }

    /// <summary>The place of the second text of pairs; −1 for none.</summary>
    public int Second { get; }

    /// <summary>The place of the class; −1 for none.</summary>
    public int Label { get; private set; }

    /// <summary>Places of several labels: one with lists, or several with 0 and 1.</summary>
    public IReadOnlyList<int> Labels { get; private set; }

    /// <summary>Places of numbers to learn.</summary>
    public IReadOnlyList<int> Scores { get; private set; }

    /// <summary>What each column was taken for, where the options leave it open.</summary>
    public IEnumerable<Notice> Notes(DataOptions options)
    {
        string[] found =
        [
            .. new[] { ("text", Text, "the text"), ("second", Second, "the second text"), ("label", Label, "the class") }
                .Where(role => role.Item2 >= 0 && options.Text(role.Item1) is null)
                .Select(role => $"{_train.Columns[role.Item2]} for {role.Item3}"),
            .. Labels.Count > 0 && options.Text("labels") is null ? [$"{Names(Labels)} for the labels"] : Array.Empty<string>(),
            .. Scores.Count > 0 && options.Text("score") is null ? [$"{Names(Scores)} for a number to learn"] : Array.Empty<string>(),
        ];
        if (_train.Columns.Count > 1 && found.Length > 0)
        {
            yield return $"{Path.GetFileName(_train.File)}: column {string.Join(", column ", found)}, by "
                + $"{(_train.HasNames ? "their names" : "what they hold")}. data.text, data.second, data.label, data.labels and data.score "
                + "name others.";
        }
    }

    /// <summary>The same columns in another file: by name where both name them, else by number.</summary>
    /// <exception cref="DecantException">There is no such column.</exception>
    public int In(TextTable other, int place, string option) =>
        _train.HasNames && other.HasNames ? other.Find(_train.Columns[place], option)
        : place < other.Columns.Count ? place
        : throw new DecantException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Texts '{other.File}': column {place}, as data.{option} of '{Path.GetFileName(_train.File)}', is not there: "
                    + $"it has {other.Columns.Count}. Give the files the same columns."
            )
        );

    private string Names(IEnumerable<int> places) => string.Join(", ", places.Select(place => _train.Columns[place]));

    private List<int>? Named(string option, DataOptions options) =>
        options.Text(option) is { } names ? [.. CsvReading.Names(names).Select(name => _train.Find(name, option))] : null;

    private int? Free(int place) =>
        place >= 0 && place != Text && place != Second && place != Label && !Labels.Contains(place) && !Scores.Contains(place)
            ? place
            : null;

    // The column with the most letters in a cell, where cells that repeat count little and numbers not at all.
    private int LongestText()
    {
        int[] free = [.. Enumerable.Range(0, _train.Columns.Count).Where(place => Free(place) is not null)];
        return _train.Columns.Count == 1 ? 0
            : free.Length > 0 && free.MaxBy(Wordiness) is var best && Wordiness(best) > 0 ? best
            : throw new DecantException(
                $"Texts '{_train.File}': no column seems to be a text: {string.Join(", ", _train.Columns)}. Name it with data.text."
            );
    }

    private void FindLearnt()
    {
        if (_train.HasNames)
        {
            Label = Free(TextHeader.Find(_train.Columns, TextHeader.Label)) ?? -1;
            Labels = Label < 0 && Free(TextHeader.Find(_train.Columns, TextHeader.Labels)) is { } labels ? [labels] : [];
            Scores = Label < 0 && Labels.Count == 0 && Free(TextHeader.Find(_train.Columns, TextHeader.Score)) is { } score ? [score] : [];
        }

        // Without names: the last column of few different cells.
        for (var place = _train.Columns.Count - 1; place >= 0 && Label < 0 && Labels.Count == 0 && Scores.Count == 0; place--)
        {
            if (Free(place) is not null && AreClasses(place))
            {
                Label = place;
            }
        }
    }

    private bool AreClasses(int place)
    {
        var cells = _train.Rows.Select(row => row.Cells[place].Trim()).ToList();
        var different = cells.Distinct().Count();
        return different > 1 && different <= Math.Min(MostClasses, Math.Max(2, cells.Count / FewestOfClass)) && !cells.Contains("");
    }

    private double Wordiness(int place)
    {
        var cells = _train.Rows.Take(Looked).Select(row => row.Cells[place]).ToList();
        return 2 * cells.Count(CellForm.IsNumeric) > cells.Count
            ? 0
            : cells.Average(cell => (double)cell.Length) * cells.Distinct().Count() / cells.Count;
    }
}
