namespace Decant.Tables;

/// <summary>What can be wrong with a cell.</summary>
internal enum TableCellProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A number is missing, and nothing is known to fill in.</summary>
    Missing,

    /// <summary>The text is no finite number, no date, or neither yes nor no.</summary>
    Unreadable,
}
