namespace Decant.Tokenizers.Models;

/// <summary>Cuts words into pieces of a vocabulary. Several threads may use one at once.</summary>
internal abstract class PieceModel
{
    /// <summary>Adds the pieces of a word, whose places count from its first character.</summary>
    public abstract void Cut(ReadOnlySpan<char> word, PieceList pieces);
}
