using System.Globalization;
using Decant.Data.Fields;
using Decant.Tables;

namespace Decant.Data.Sources;

/// <summary>The columns of a table that say whose a row is, or when it was taken. Networks never see them; splits may go by them.</summary>
internal sealed class CsvIdentities
{
    /// <summary>The option that names them.</summary>
    public static DataOption Option { get; } =
        new(
            "group",
            DataOptionKind.Text,
            "Columns that say whose a row is (a person, a recording) or when it was taken, by name or number, "
                + "separated by commas: no network sees them, and data.split can go by them."
        );

    private readonly CsvTable _train;
    private readonly int[] _places;
    private readonly TableNotation _notation;
    private readonly Dictionary<string, long>[] _numbers;

    /// <summary>Finds the columns.</summary>
    /// <param name="train">The training rows.</param>
    /// <param name="columns">Names or numbers of columns.</param>
    /// <param name="notation">How missing values are written.</param>
    public CsvIdentities(CsvTable train, IEnumerable<string> columns, TableNotation notation)
    {
        (_train, _notation) = (train, notation);
        _places = [.. columns.Select(column => train.Find(column, "group")).Distinct()];
        _numbers = [.. _places.Select(NumbersOf)];
    }

    /// <summary>Places of the columns, which are no inputs.</summary>
    public IReadOnlyList<int> Places => _places;

    /// <summary>The identities of some rows; −1 where the cell says none.</summary>
    /// <param name="table">The rows' table, whose columns may be in another order.</param>
    /// <param name="rows">The rows.</param>
    public IReadOnlyList<MemoryIdentities> Of(CsvTable table, IReadOnlyList<(string[] Cells, int Line)> rows) =>
        [
            .. _places.Select(
                (place, i) =>
                {
                    var own = table == _train ? place : table.Find(_train.Columns[place], "group");
                    return new MemoryIdentities(_train.Columns[place], [.. rows.Select(row => NumberOf(_numbers[i], row.Cells[own]))]);
                }
            ),
        ];

    // Whole numbers are their own identity. Others are counted in the order of numbers, of dates, or of letters, so that later is larger.
    private Dictionary<string, long> NumbersOf(int place)
    {
        string[] texts =
        [
            .. _train.Rows.Select(row => row.Cells[place]).Where(cell => !_notation.IsMissing(cell)).Distinct(StringComparer.Ordinal),
        ];
        if (texts.All(text => IsWhole(text, out _)))
        {
            return new(
                texts.Select(text => KeyValuePair.Create(text, long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture))),
                StringComparer.Ordinal
            );
        }

        var ordered =
            texts.All(text => _notation.TryNumber(text, out _))
                ? texts.OrderBy(text => _notation.TryNumber(text, out var number) ? number : 0)
            : texts.All(text => TryDate(text, out _)) ? texts.OrderBy(text => TryDate(text, out var date) ? date : default)
            : texts.Order(StringComparer.Ordinal).AsEnumerable();
        return new(ordered.Select((text, order) => KeyValuePair.Create(text, (long)order)), StringComparer.Ordinal);
    }

    // A later file may name others.
    private long NumberOf(Dictionary<string, long> numbers, string cell)
    {
        if (_notation.IsMissing(cell))
        {
            return -1;
        }

        if (!numbers.TryGetValue(cell, out var number))
        {
            number =
                numbers.All(known => IsWhole(known.Key, out var whole) && whole == known.Value) && IsWhole(cell, out var own)
                    ? own
                    : numbers.Values.DefaultIfEmpty(-1).Max() + 1;
            numbers[cell] = number;
        }

        return number;
    }

    private static bool IsWhole(string text, out long whole) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out whole);

    private static bool TryDate(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);
}
