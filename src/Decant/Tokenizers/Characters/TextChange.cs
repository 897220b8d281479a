namespace Decant.Tokenizers.Characters;

/// <summary>A character of a new form of a text.</summary>
/// <param name="CodePoint">The character.</param>
/// <param name="Change">0 where it takes the place of one, 1 where it is one more, −n where it swallows the n after that one.</param>
internal readonly record struct TextChange(int CodePoint, int Change);
