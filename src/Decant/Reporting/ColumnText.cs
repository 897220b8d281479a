using Decant.Runs;

namespace Decant.Reporting;

/// <summary>How the cells of a table of results are written.</summary>
internal static class ColumnText
{
    /// <summary>A cell with its unit.</summary>
    public static string Of(ResultColumn column, double? value) =>
        (column.Kind, value) switch
        {
            (_, null) => Quantity.None,
            (ColumnKind.Share, { } share) => Quantity.Percent(share),
            (ColumnKind.Count, { } count) => Quantity.Count((long)count),
            (_, { } number) => Quantity.Number(number, 4),
        };

    /// <summary>A cell of a table whose heading says that shares are in per cent.</summary>
    public static string Short(ResultColumn column, double? value) =>
        column.Kind == ColumnKind.Share && value is { } share ? Quantity.Number(share * 100, 1) : Of(column, value);
}
