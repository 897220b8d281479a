namespace Decant.Runs;

/// <summary>A column of a table of results.</summary>
/// <param name="Name">Its key in JSON.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Kind">What its numbers are.</param>
internal sealed record ResultColumn(string Name, string Title, ColumnKind Kind)
{
    /// <summary>Whether teacher and student are compared in it, row by row.</summary>
    public bool IsCompared { get; init; }
}
