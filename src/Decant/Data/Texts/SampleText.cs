namespace Decant.Data.Texts;

/// <summary>The text of a sample, as people wrote it.</summary>
/// <param name="Text">The text; of words that were told apart, these with a blank between them.</param>
/// <param name="Second">The second text of a pair; null for none.</param>
/// <param name="Words">The words where the data tell them apart; null where they do not.</param>
/// <param name="Cut">For each reading, how many pieces did not fit.</param>
internal readonly record struct SampleText(string Text, string? Second, IReadOnlyList<string>? Words, IReadOnlyList<int> Cut);
