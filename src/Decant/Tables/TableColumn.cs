namespace Decant.Tables;

/// <summary>What the texts of a column mean.</summary>
internal enum TableColumnKind
{
    /// <summary>One number.</summary>
    Number,

    /// <summary>One of a few texts: a number 0 or 1 for each of them.</summary>
    Category,
}

/// <summary>A column of a table as a network takes it.</summary>
/// <param name="Name">Its name in the header; its number, from 0, where the table has no header.</param>
/// <param name="Kind">What its texts mean.</param>
/// <param name="Position">Where its first number lies in the network's input, from 0.</param>
internal sealed record TableColumn(string Name, TableColumnKind Kind, int Position)
{
    /// <summary>The category that a missing value counts as.</summary>
    public const string Missing = "?";

    /// <summary>
    /// The categories in the order of their numbers; <see cref="Missing"/> is among them where training had missing values. Empty for
    /// numbers.
    /// </summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>
    /// What a missing number becomes: the mean of the training rows. Null where the network was trained without such rows.
    /// </summary>
    public double? FillIn { get; init; }

    /// <summary>Numbers of the network's input that the column takes: 1, or one per category.</summary>
    public int Width => Kind == TableColumnKind.Number ? 1 : Categories.Count;

    /// <summary>The unit that the name gives in parentheses, such as <c>m²</c> for <c>area (m²)</c>; empty where it gives none.</summary>
    public string Unit => UnitOf(Name);

    /// <summary>Names of the numbers: the column's own, or <c>column=value</c> for each category.</summary>
    public IEnumerable<string> NumberNames => Kind == TableColumnKind.Number ? [Name] : Categories.Select(value => $"{Name}={value}");

    /// <summary>The unit that a column's name gives in parentheses; empty where it gives none.</summary>
    public static string UnitOf(string column) =>
        column.EndsWith(')') && column.LastIndexOf('(') is > 0 and var open ? column[(open + 1)..^1] : "";

    /// <summary>Writes the numbers of a text.</summary>
    /// <param name="text">The cell, without spaces around it. A category that training had not is 0 everywhere.</param>
    /// <param name="notation">How numbers and missing values are written.</param>
    /// <param name="destination"><see cref="Width"/> numbers.</param>
    /// <returns>What is wrong with the text.</returns>
    internal TableCellProblem Encode(string text, TableNotation notation, Span<float> destination)
    {
        if (Kind == TableColumnKind.Category)
        {
            var value = notation.IsMissing(text) ? Missing : text;
            for (var place = 0; place < Categories.Count; place++)
            {
                destination[place] = Categories[place] == value ? 1 : 0;
            }

            return TableCellProblem.None;
        }

        if (notation.IsMissing(text))
        {
            destination[0] = (float)(FillIn ?? 0);
            return FillIn is null ? TableCellProblem.Missing : TableCellProblem.None;
        }

        var isNumber = notation.TryNumber(text, out var number) && float.IsFinite((float)number);
        destination[0] = (float)number;
        return isNumber ? TableCellProblem.None : TableCellProblem.NoNumber;
    }
}

/// <summary>What can be wrong with a cell.</summary>
internal enum TableCellProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A number is missing, and nothing is known to fill in.</summary>
    Missing,

    /// <summary>The text is no finite number.</summary>
    NoNumber,
}
