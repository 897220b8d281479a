using Decant.Tokenizers.Decoding;
using Decant.Tokenizers.Joining;
using Decant.Tokenizers.Models;
using Decant.Tokenizers.Normalization;
using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers.Formats;

/// <summary>What a tokenizer's file says, as objects that do it.</summary>
internal sealed class TokenizerParts
{
    /// <summary>What kind of pieces: <c>WordPiece</c>, <c>BPE</c>, <c>Unigram</c>, <c>WordLevel</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The file in Hugging Face's form, from which all the rest follows.</summary>
    public required byte[] Json { get; init; }

    /// <summary>Pieces and their numbers.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>Tokens that are cut out before all else.</summary>
    public required IReadOnlyList<AddedToken> Added { get; init; }

    /// <summary>The form in which the vocabulary knows a text; null where a text stays as it is.</summary>
    public required TextNormalizer? Normalizer { get; init; }

    /// <summary>How words are told apart; null where a text is one word.</summary>
    public required TextSplitter? Splitter { get; init; }

    /// <summary>Cuts words into pieces.</summary>
    public required PieceModel Model { get; init; }

    /// <summary>Special tokens around texts.</summary>
    public required TextTemplate Template { get; init; }

    /// <summary>Takes blanks away from the places of pieces; null where they stay.</summary>
    public required BlankTrimming? Trimming { get; init; }

    /// <summary>Makes pieces a text again; null where spaces between them do.</summary>
    public required TextDecoder? Decoder { get; init; }

    /// <summary>The piece for what the vocabulary lacks, if there is one.</summary>
    public required int? Unknown { get; init; }

    /// <summary>The token that the file fills batches with, if it says one.</summary>
    public required string? Padding { get; init; }
}
