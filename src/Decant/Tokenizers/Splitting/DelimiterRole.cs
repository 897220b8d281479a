namespace Decant.Tokenizers.Splitting;

/// <summary>What becomes of what parts words.</summary>
internal enum DelimiterRole
{
    /// <summary>It goes.</summary>
    Removed,

    /// <summary>It is a word by itself.</summary>
    Isolated,

    /// <summary>It is the end of the word in front.</summary>
    MergedWithPrevious,

    /// <summary>It is the beginning of the next word.</summary>
    MergedWithNext,

    /// <summary>Several in a row are one word.</summary>
    Contiguous,
}
