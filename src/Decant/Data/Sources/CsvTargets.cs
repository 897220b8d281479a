using Decant.Data.Fields;
using Decant.Engine;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>
/// The columns of a table whose numbers are learnt instead of a class: a set of numbers, and a set of labels too where all of them are 0 or
/// 1. Every row must have them.
/// </summary>
internal sealed class CsvTargets
{
    private const string Name = "targets";

    private readonly CsvTable _table;
    private readonly int[] _places;
    private readonly TableNotation _notation;

    /// <summary>Finds the columns.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="columns">Names or numbers of columns.</param>
    /// <param name="notation">How numbers are written.</param>
    /// <exception cref="DecantException">There is no such column.</exception>
    public CsvTargets(CsvTable train, IEnumerable<string> columns, TableNotation notation)
    {
        (_table, _places, _notation) = (train, [.. columns.Select(column => train.Find(column, Name)).Distinct()], notation);
        string[] names = [.. _places.Select(place => train.Columns[place])];
        Numbers = new TargetSet(Name, TargetKind.Numbers, names);
        Labels =
            names.Length > 0 && train.Rows.All(row => _places.All(place => row.Cells[place] is "0" or "1"))
                ? new TargetSet(Name, TargetKind.Labels, names)
                : null;
    }

    private CsvTargets(CsvTargets train, CsvTable table)
    {
        (_table, _notation, Numbers, Labels) = (table, train._notation, train.Numbers, train.Labels);
        _places = [.. train.Numbers.Columns.Select(column => table.Find(column, Name))];
    }

    /// <summary>The same columns in another table, by name.</summary>
    /// <exception cref="DecantException">There is no such column.</exception>
    public CsvTargets In(CsvTable table) => new(this, table);

    /// <summary>Places of the columns, which are no inputs.</summary>
    public IReadOnlyList<int> Places => _places;

    private TargetSet Numbers { get; }

    private TargetSet? Labels { get; }

    /// <summary>The sets with the numbers of some rows.</summary>
    /// <exception cref="DecantException">A cell is no finite number.</exception>
    public IReadOnlyList<MemoryTargets> Of(IEnumerable<(string[] Cells, int Line)> rows)
    {
        if (_places.Length == 0)
        {
            return [];
        }

        float[] values = [.. rows.SelectMany(row => _places.Select(place => Number(row, place)))];
        return Labels is null ? [new(Numbers, values)] : [new(Numbers, values), new(Labels, values)];
    }

    private float Number((string[] Cells, int Line) row, int place) =>
        !_notation.IsMissing(row.Cells[place]) && _notation.TryNumber(row.Cells[place], out var number) && float.IsFinite((float)number)
            ? (float)number
            : throw new DecantException(
                $"CSV '{_table.File}', line {row.Line}, column {_table.Columns[place]}: expected a number to learn, "
                    + $"received '{row.Cells[place]}'. "
                    + $"{(CellForm.IsNumeric(row.Cells[place]) ? "Mend the cell, or set data.decimal and data.thousands as the table writes its numbers." : "Mend the cell, or remove the row.")}"
            );
}
