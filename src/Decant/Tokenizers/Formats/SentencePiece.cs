namespace Decant.Tokenizers.Formats;

/// <summary>A piece of a SentencePiece model; its place in the list is its number.</summary>
internal readonly record struct SentencePiece(string Text, float Score, SentencePieceKind Kind);
