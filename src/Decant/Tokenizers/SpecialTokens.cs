namespace Decant.Tokenizers;

/// <summary>Numbers of the tokens that are no part of a text; null for one that a vocabulary lacks.</summary>
/// <param name="Padding">After the end of a text in a batch.</param>
/// <param name="Unknown">Instead of what the vocabulary lacks.</param>
/// <param name="Begin">Before a text: <c>[CLS]</c>, <c>&lt;s&gt;</c>.</param>
/// <param name="End">After a text, and between two: <c>[SEP]</c>, <c>&lt;/s&gt;</c>.</param>
/// <param name="Mask">Instead of a word that is hidden: <c>[MASK]</c>.</param>
internal sealed record SpecialTokens(int? Padding, int? Unknown, int? Begin, int? End, int? Mask);
