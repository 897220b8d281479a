namespace Decant.Tables;

/// <summary>What the texts of a column mean.</summary>
internal enum TableColumnKind
{
    /// <summary>One number.</summary>
    Number,

    /// <summary>One of a few texts: a whole number, its code.</summary>
    Category,

    /// <summary>A day, with or without a time: days since 1970-01-01.</summary>
    Date,

    /// <summary>Yes or no: 1 or 0.</summary>
    Flag,
}
