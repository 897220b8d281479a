using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>The column of a table that holds the class.</summary>
internal sealed class CsvClasses
{
    // More different numbers than that, each of fewer rows than that, are hardly classes.
    private const int MostNumbers = 100,
        FewestOfNumber = 5;

    private readonly CsvReading _reading;
    private readonly string _suffix;
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);

    /// <summary>Looks at the classes of the training rows.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="place">Place of the column; -1 where every row is of the class -1.</param>
    /// <param name="suffix">What is cut from the end of a class.</param>
    /// <param name="reading">How the cells are written.</param>
    /// <param name="known">Classes that a network answers already; empty to take those of the rows, sorted.</param>
    /// <param name="isNamed">Whether the recipe names the column.</param>
    /// <exception cref="DecantException">A class is missing, or these are hardly classes.</exception>
    public CsvClasses(CsvTable train, int place, string suffix, CsvReading reading, IReadOnlyList<string> known, bool isNamed)
    {
        (Name, _suffix, _reading) = (place < 0 ? null : train.Columns[place], suffix, reading);
        Names =
            place < 0 ? []
            : known.Count > 0 ? known
            : Sort(train.Rows.Select(row => Of(train, row, place)).Distinct());
        foreach (var (label, name) in Names.Index())
        {
            _labels.TryAdd(name, label);
        }

        if (
            !isNamed
            && known.Count == 0
            && Names.Count > Math.Max(MostNumbers, train.Rows.Count / FewestOfNumber)
            && Names.All(name => reading.Notation.TryNumber(name, out _))
        )
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"CSV '{train.File}': the last column, {Name}, would be the class, and holds {Names.Count} "
                        + $"different numbers in {train.Rows.Count} rows. "
                )
                    + "To learn them as numbers, name it in data.targets ('decant data show' has --targets); if they "
                    + "are classes all the same, in data.label."
            );
        }
    }

    /// <summary>The column's name; null where there is none.</summary>
    public string? Name { get; }

    /// <summary>The classes in the order of their labels.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The label of a row.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="row">The row.</param>
    /// <param name="place">Place of the column in that table.</param>
    /// <exception cref="DecantException">The class is missing or unknown.</exception>
    public int LabelOf(CsvTable table, (string[] Cells, int Line) row, int place)
    {
        var name = Of(table, row, place);
        return _labels.TryGetValue(name, out var label)
            ? label
            : throw new DecantException(
                $"CSV '{table.File}', line {row.Line}, column {Name}: "
                    + $"{NearestName.Explain("class", name, Names.Take(20))}, the classes of training. data.label-suffix "
                    + $"cuts a suffix off."
            );
    }

    private string Of(CsvTable table, (string[] Cells, int Line) row, int place)
    {
        var cell = row.Cells[place];
        return _reading.IsMissingClass(cell)
                ? throw new DecantException(
                    $"CSV '{table.File}', line {row.Line}, column {table.Columns[place]}: the class is missing "
                        + $"('{cell}'). Give it, remove the row, or, if it is a class, list other texts in "
                        + $"data.missing-texts."
                )
            : _suffix.Length > 0 && cell.EndsWith(_suffix, StringComparison.Ordinal) ? cell[..^_suffix.Length]
            : cell;
    }

    // Numbers by their size, texts by their letters.
    private static List<string> Sort(IEnumerable<string> classes)
    {
        var list = classes.ToList();
        return list.TrueForAll(name => long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            ? [.. list.OrderBy(name => long.Parse(name, CultureInfo.InvariantCulture))]
            : [.. list.Order(StringComparer.Ordinal)];
    }
}
