namespace Decant.Tables;

/// <summary>A row of a table as a network takes it.</summary>
/// <param name="Numbers">Numbers, dates as days since 1970-01-01, flags as 0 or 1, [C]; NaN where one is missing.</param>
/// <param name="Categories">Codes of the categories, [C]: 0 for a text that training did not have, else its place in the column's list,
/// from 1.</param>
public readonly record struct TableRow(float[] Numbers, long[] Categories);
