namespace Decant.Tokenizers.Splitting;

/// <summary>A part of a text, and whether it parts words.</summary>
internal readonly record struct TextPart(int Begin, int End, bool Delimits);
