namespace Decant.Tokenizers.Characters;

/// <summary>A part of a text.</summary>
/// <param name="Begin">Its first character.</param>
/// <param name="End">The character after its last.</param>
/// <param name="Id">The number of the piece that it is already; −1 of text.</param>
internal readonly record struct Segment(int Begin, int End, int Id);
