using System.Globalization;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>What is done with a missing number.</summary>
internal enum MissingNumbers
{
    /// <summary>An error that names the cell.</summary>
    Refuse,

    /// <summary>The mean of the column in the training rows.</summary>
    Mean,

    /// <summary>The row is left out.</summary>
    Drop,
}

/// <summary>
/// How one column of text becomes numbers, decided on the training rows. A column whose every cell is a number is one
/// number, and one that is mostly numbers must be; any other is one column of 0 and 1 for each of its values, sorted; a missing value (empty or <c>?</c>) counts
/// as a value there, and a value that training has not is 0 everywhere.
/// </summary>
internal sealed class CsvColumn
{
    private const int MostValues = 256;

    // So many different values may a text have in however few rows; and so many different numbers make a column one of numbers.
    private const int FewValues = 16;

    private readonly string _name;
    private readonly int _place;
    private readonly List<string>? _values;
    private readonly double _mean;

    /// <summary>Looks at a column of the training rows.</summary>
    public CsvColumn(CsvTable train, int place)
    {
        _name = train.Columns[place];
        _place = place;
        var present = train.Rows.Where(row => !IsMissing(row.Cells[place])).ToList();
        if (present.Count == 0)
        {
            throw new DecantException($"CSV '{train.File}': column {_name} has no values. Leave it out with data.drop: {_name}.");
        }

        var text = present.FirstOrDefault(row => !TryNumber(row.Cells[place], out _));
        if (text.Cells is null)
        {
            _mean = present.Average(row => Number(train, row, MissingNumbers.Refuse)!.Value);
            return;
        }

        var numbers = present.Select(row => row.Cells[place]).Where(cell => TryNumber(cell, out _)).ToList();
        if (numbers.Count * 2 > present.Count && numbers.Distinct().Count() > FewValues)
        {
            throw new DecantException(
                $"CSV '{train.File}', line {text.Line}, column {_name}: expected a number as in {numbers.Count} other rows, received '{text.Cells[place]}'. "
                + $"Mend the cell, leave it empty and set data.missing, or leave the column out with data.drop: {_name}.");
        }

        _values = [.. train.Rows.Select(row => Value(row.Cells[place])).Distinct().Order(StringComparer.Ordinal)];
        var most = Math.Clamp(train.Rows.Count / 2, FewValues, MostValues);
        if (_values.Count > most)
        {
            throw new DecantException(
                $"CSV '{train.File}': column {_name} has {_values.Count} different values in {train.Rows.Count} rows, of which '{text.Cells[place]}' (line {text.Line}) is no number; "
                + $"texts may have {most}. Numbers have a decimal point: mend the cells, or leave the column out with data.drop: {_name}.");
        }
    }

    /// <summary>Names of the numbers: the column's own, or <c>column=value</c> for each value.</summary>
    public IEnumerable<string> Names => _values is null ? [_name] : _values.Select(value => $"{_name}={value}");

    /// <summary>Whether a cell has nothing in it.</summary>
    public static bool IsMissing(string cell) => cell is "" or "?";

    /// <summary>Adds the numbers of a row; false where the row is to be left out.</summary>
    /// <exception cref="DecantException">The cell is no finite number where one must be.</exception>
    public bool TryAdd(List<float> numbers, CsvTable table, (string[] Cells, int Line) row, MissingNumbers missing)
    {
        if (_values is not null)
        {
            var value = Value(row.Cells[_place]);
            numbers.AddRange(_values.Select(known => known == value ? 1f : 0f));
            return true;
        }

        if (Number(table, row, missing) is not { } number)
        {
            return false;
        }

        numbers.Add((float)number);
        return true;
    }

    private double? Number(CsvTable table, (string[] Cells, int Line) row, MissingNumbers missing)
    {
        var cell = row.Cells[_place];
        if (IsMissing(cell))
        {
            return missing switch
            {
                MissingNumbers.Mean => _mean,
                MissingNumbers.Drop => null,
                _ => throw new DecantException($"CSV '{table.File}', line {row.Line}, column {_name}: the number is missing ('{cell}'). Set data.missing: mean to fill in the training mean, or drop to leave such rows out."),
            };
        }

        return TryNumber(cell, out var number) && float.IsFinite((float)number)
            ? number
            : throw new DecantException($"CSV '{table.File}', line {row.Line}, column {_name}: expected a finite number, received '{cell}'. Mend the cell, or leave it empty and set data.missing.");
    }

    private static string Value(string cell) => IsMissing(cell) ? "?" : cell;

    private static bool TryNumber(string cell, out double number) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
