namespace Decant.Tokenizers.Splitting;

/// <summary>Where a blank is put in front of a text that has none.</summary>
internal enum MetaspacePrefix
{
    /// <summary>In front of every part of a text.</summary>
    Always,

    /// <summary>In front of the part at the very beginning.</summary>
    First,

    /// <summary>Nowhere.</summary>
    Never,
}
