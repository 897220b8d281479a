namespace Decant.Tokenizers.Models;

/// <summary>A piece of the vocabulary in a text.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Begin">Its first character, in the word or, later, in the text.</param>
/// <param name="End">The character after its last.</param>
/// <param name="Word">Which word it is of.</param>
internal readonly record struct Piece(int Id, int Begin, int End, int Word);
