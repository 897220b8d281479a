namespace Decant.Data.Arrays;

/// <summary>Columns of numbers with names.</summary>
/// <param name="Names">Their names.</param>
/// <param name="Numbers">Their numbers, row by row.</param>
internal sealed record NamedColumns(List<string> Names, double[][] Numbers)
{
    /// <summary>How many rows there are.</summary>
    public int Rows => Numbers.Length == 0 ? 0 : Numbers[0].Length;
}
