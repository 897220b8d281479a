using System.Globalization;
using Decant.Data.Fields;
using Decant.Data.Texts;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>What is learnt of texts in a table: their class, several labels, numbers; as training has it.</summary>
internal sealed class TextTruth
{
    private readonly TextColumns _columns;
    private readonly TextClasses _classes;
    private readonly TextLabels? _labels;
    private readonly CsvIdentities _identities;

    /// <summary>Looks at the training texts.</summary>
    /// <param name="train">The texts.</param>
    /// <param name="columns">Which column is what.</param>
    /// <param name="groups">Columns that say whose a text is, by name or number.</param>
    public TextTruth(TextTable train, TextColumns columns, IReadOnlyList<string> groups)
    {
        _columns = columns;
        _identities = new CsvIdentities(train.Table, groups, CsvReading.Plain.Notation);
        _classes = columns.Label < 0 ? TextClasses.None : TextClasses.Of(train.Rows.Select(row => row.Cells[columns.Label]));
        _labels = columns.Labels.Count == 0 ? null : new TextLabels(train, columns.Labels);
        Scores =
            columns.Scores.Count == 0
                ? null
                : new TargetSet("score", TargetKind.Numbers, [.. columns.Scores.Select(place => train.Columns[place])]);
        if (columns.Label >= 0 && _classes.Names.Count < 2)
        {
            throw new DecantException(
                $"Texts '{train.File}', column {train.Columns[columns.Label]}: expected two classes or more, received "
                    + $"{(_classes.Names is [var only] ? $"'{only}' alone" : "none")}. Name the column of the class with data.label."
            );
        }
    }

    /// <summary>Names of the classes; empty where texts have none.</summary>
    public IReadOnlyList<string> ClassNames => _classes.Names;

    private TargetSet? Scores { get; }

    /// <summary>The texts of a file, with what is learnt of them.</summary>
    /// <exception cref="DecantException">A class, label or number is missing or unknown; all problems are in the message.</exception>
    public TextPart Part(TextTable table, string name)
    {
        var problems = new TextProblems(table.File);
        var (text, second) = (_columns.In(table, _columns.Text, "text"), Place(table, _columns.Second, "second"));
        var label = Place(table, _columns.Label, "label");
        var content = new TextContent([.. table.Rows.Select(row => row.Cells[text])])
        {
            Second = second < 0 ? null : [.. table.Rows.Select(row => row.Cells[second])],
        };
        int[] labels = [.. table.Rows.Select(row => label < 0 ? -1 : _classes.Find(row.Cells[label], row.Line, problems))];
        List<MemoryTargets> targets = [];
        if (_labels is not null)
        {
            targets.Add(_labels.Of(table, [.. _columns.Labels.Select(place => _columns.In(table, place, "labels"))], problems));
        }

        if (Scores is not null)
        {
            targets.Add(Numbers(table, Scores, problems));
        }

        problems.Throw();
        return new TextPart(name, content, labels) { Targets = targets, Identities = _identities.Of(table.Table, table.Rows) };
    }

    private int Place(TextTable table, int place, string option) => place < 0 ? -1 : _columns.In(table, place, option);

    private MemoryTargets Numbers(TextTable table, TargetSet set, TextProblems problems)
    {
        int[] places = [.. _columns.Scores.Select(place => _columns.In(table, place, "score"))];
        var values = new float[table.Rows.Count * places.Length];
        foreach (var (row, (cells, line)) in table.Rows.Index())
        {
            foreach (var (column, place) in places.Index())
            {
                var isNumber = float.TryParse(cells[place], NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
                if (!isNumber || !float.IsFinite(number))
                {
                    problems.Add(
                        line,
                        $"column {table.Columns[place]}: expected a number to learn, received '{cells[place]}'. Mend the cell, or remove the line."
                    );
                }

                values[(row * places.Length) + column] = number;
            }
        }

        return new MemoryTargets(set, values);
    }
}
