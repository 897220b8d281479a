namespace Decant.Runs;

/// <summary>How the numbers of a column are written.</summary>
internal enum ColumnKind
{
    /// <summary>Any number.</summary>
    Number,

    /// <summary>A share, 0 to 1, written in per cent.</summary>
    Share,

    /// <summary>A whole number, 0 or more.</summary>
    Count,
}
