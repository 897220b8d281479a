namespace Decant.Data.Digits;

/// <summary>What the pen does in a digit; several at once.</summary>
[Flags]
internal enum StrokeKinds
{
    None = 0,

    /// <summary>A closed or nearly closed ring, as in 0, 6, 8, 9.</summary>
    Loop = 1,

    /// <summary>An upright line, as in 1, 4, 9.</summary>
    Stem = 2,

    /// <summary>A level line, as in 2, 4, 5, 7.</summary>
    Bar = 4,

    /// <summary>A sloping line, as in 4 and 7.</summary>
    Diagonal = 8,

    /// <summary>A curve that is open to the left, as in 2, 3, 5.</summary>
    Bowl = 16,

    /// <summary>A curve that is open to the right, as in 6 and in an open 4.</summary>
    Cup = 32,
}
