using System.Globalization;

namespace Decant.Tables;

/// <summary>A column of a table as a network takes it.</summary>
/// <param name="Name">Its name in the header; its number, from 0, where the table has no header.</param>
/// <param name="Kind">What its texts mean.</param>
/// <param name="Position">Where it lies in the input of its type, from 0: among the categories, or among all others.</param>
internal sealed record TableColumn(string Name, TableColumnKind Kind, int Position)
{
    /// <summary>The category that a missing value counts as.</summary>
    public const string Missing = "?";

    /// <summary>The code of a category that training had not.</summary>
    public const long Other = 0;

    /// <summary>
    /// The categories in the order of their codes, from 1; <see cref="Missing"/> is among them where training had missing values. Empty
    /// for others.
    /// </summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// What a missing number becomes inside the network: mean or median of the training rows. Null where the network was trained without
    /// such rows.
    /// </summary>
    public double? FillIn { get; init; }

    /// <summary>Whether the network sees, as a number 0 or 1, that a value was missing.</summary>
    public bool TellsMissing { get; init; }

    /// <summary>What comes first in a date with strokes.</summary>
    public DateOrder Order { get; init; }

    /// <summary>Whether its texts become codes.</summary>
    public bool IsCategory => Kind == TableColumnKind.Category;

    /// <summary>The unit that the name gives in parentheses, such as <c>m²</c> for <c>area (m²)</c>; empty where it gives none.</summary>
    public string Unit => UnitOf(Name);

    /// <summary>Names of the features that the network makes of it: the column's own, or <c>column=value</c> for each category.</summary>
    public IEnumerable<string> FeatureNames => IsCategory ? Categories.Select(value => $"{Name}={value}") : [Name];

    /// <summary>The unit that a column's name gives in parentheses; empty where it gives none.</summary>
    public static string UnitOf(string column) =>
        column.EndsWith(')') && column.LastIndexOf('(') is > 0 and var open ? column[(open + 1)..^1] : "";

    /// <summary>The code of a category: 0 for one that training had not.</summary>
    /// <param name="text">The cell, without spaces around it.</param>
    /// <param name="notation">How missing values are written.</param>
    internal long CodeOf(string text, TableNotation notation)
    {
        var value = notation.IsMissing(text) ? Missing : text;
        for (var place = 0; place < Categories.Count; place++)
        {
            if (Categories[place] == value)
            {
                return place + 1;
            }
        }

        return Other;
    }

    /// <summary>Reads a number, a date or a flag.</summary>
    /// <param name="text">The cell, without spaces around it.</param>
    /// <param name="notation">How numbers and missing values are written.</param>
    /// <param name="number">The number; NaN where it is missing.</param>
    internal TableCellProblem Read(string text, TableNotation notation, out float number)
    {
        number = float.NaN;
        if (notation.IsMissing(text))
        {
            return FillIn is null ? TableCellProblem.Missing : TableCellProblem.None;
        }

        var isRead = Kind switch
        {
            TableColumnKind.Date => TableDates.TryRead(text, Order, out var days) && (number = (float)days) == number,
            TableColumnKind.Flag => TableFlags.TryRead(text, out var flag) && (number = (float)flag) == number,
            _ => notation.TryNumber(text, out var own) && float.IsFinite(number = (float)own),
        };
        return isRead ? TableCellProblem.None : TableCellProblem.Unreadable;
    }

    /// <summary>What a row has in this column, for people.</summary>
    internal string TextOf(TableRow row)
    {
        if (IsCategory)
        {
            return row.Categories[Position] is > 0 and var code ? Categories[(int)code - 1] : "other";
        }

        var number = row.Numbers[Position];
        return float.IsNaN(number) ? Missing
            : Kind == TableColumnKind.Date
                ? DateTime.UnixEpoch.AddDays(Math.Floor(number)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : number.ToString("0.####", CultureInfo.InvariantCulture);
    }

    /// <summary>What its texts must be, for messages.</summary>
    internal string Expected(TableNotation notation) =>
        Kind switch
        {
            TableColumnKind.Date =>
                $"a date such as 2024-04-03, 3.4.2024 or {(Order == DateOrder.DayFirst ? "3/4/2024 (day first)" : "4/3/2024 (month first)")}",
            TableColumnKind.Flag => "yes or no, true or false, 1 or 0",
            _ => $"a finite number{(notation.Decimal == '.' ? "" : $" with the decimal sign '{notation.Decimal}'")}",
        };
}
