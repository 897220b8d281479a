using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>
/// The columns of a table whose numbers are learnt instead of a class: a set of numbers, and a set of labels too where all of them are 0 or 1. Every row
/// must have them.
/// </summary>
internal sealed class CsvTargets
{
    private const string Name = "targets";

    private readonly CsvTable _train;
    private readonly int[] _places;

    /// <summary>Finds the columns.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="columns">Names or numbers of columns.</param>
    /// <exception cref="DecantException">There is no such column.</exception>
    public CsvTargets(CsvTable train, IEnumerable<string> columns)
    {
        (_train, _places) = (train, [.. columns.Select(column => train.Find(column, Name)).Distinct()]);
        string[] names = [.. _places.Select(place => train.Columns[place])];
        Numbers = new TargetSet(Name, TargetKind.Regression, names);
        Labels = names.Length > 0 && train.Rows.All(row => _places.All(place => row.Cells[place] is "0" or "1")) ? new TargetSet(Name, TargetKind.MultiLabel, names) : null;
    }

    /// <summary>Places of the columns, which are no inputs.</summary>
    public IReadOnlyList<int> Places => _places;

    private TargetSet Numbers { get; }

    private TargetSet? Labels { get; }

    /// <summary>The sets with the numbers of some rows.</summary>
    /// <exception cref="DecantException">A cell is no finite number.</exception>
    public IReadOnlyList<MemoryTargets> Of(CsvTable table, IEnumerable<(string[] Cells, int Line)> rows)
    {
        if (_places.Length == 0)
        {
            return [];
        }

        float[] values = [.. rows.SelectMany(row => _places.Select(place => Number(table, row, place)))];
        return Labels is null ? [new(Numbers, values)] : [new(Numbers, values), new(Labels, values)];
    }

    private float Number(CsvTable table, (string[] Cells, int Line) row, int place) =>
        float.TryParse(row.Cells[place], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
            ? number
            : throw new DecantException($"CSV '{table.File}', line {row.Line}, column {_train.Columns[place]}: expected a number to learn, received '{row.Cells[place]}'. Mend the cell, or remove the row.");
}
