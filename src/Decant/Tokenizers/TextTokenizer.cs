namespace Decant.Tokenizers;

/// <summary>
/// Cuts texts into pieces of a vocabulary, as Hugging Face's library does it. Several threads may use one at once.
/// </summary>
internal abstract class TextTokenizer
{
    /// <summary>What kind of pieces: <c>WordPiece</c>, <c>BPE</c>, <c>Unigram</c> or <c>WordLevel</c>.</summary>
    public virtual string Kind => GetType().Name;

    /// <summary>All pieces, in the order of their numbers.</summary>
    public virtual IEnumerable<string> AllPieces => Enumerable.Range(0, VocabularySize).Select(Piece);

    /// <summary>The largest number of a piece, plus 1: rows of a table of embeddings.</summary>
    public abstract int VocabularySize { get; }

    /// <summary>Tokens that are no part of a text.</summary>
    public abstract SpecialTokens Special { get; }

    /// <summary>SHA-256, in hexadecimal, of all that decides how texts are cut.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>Cuts one text, or a pair.</summary>
    /// <param name="text">Any text; an empty one becomes special tokens alone.</param>
    /// <param name="second">The second text of a pair; null for none.</param>
    /// <param name="longest">The most pieces, special tokens included; of a pair the longer text loses pieces first.</param>
    public abstract TokenizedText Encode(string text, string? second, int longest);

    /// <summary>Cuts words that were told apart already, each by itself.</summary>
    /// <param name="words">The words of a text.</param>
    /// <param name="longest">The most pieces, special tokens included.</param>
    public abstract TokenizedText Encode(IReadOnlyList<string> words, int longest);

    /// <summary>The text of pieces, without special tokens.</summary>
    public abstract string Decode(ReadOnlySpan<int> ids);

    /// <summary>The piece of a number, as the vocabulary writes it.</summary>
    public abstract string Piece(int id);

    /// <summary>Writes <c>tokenizer.json</c> in Hugging Face's form.</summary>
    public abstract void Write(string path);
}
