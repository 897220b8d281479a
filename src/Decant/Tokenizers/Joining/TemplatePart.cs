namespace Decant.Tokenizers.Joining;

/// <summary>A place of a template.</summary>
/// <param name="Text">0 for the first text, 1 for the second, −1 for special tokens.</param>
/// <param name="Ids">The special tokens.</param>
/// <param name="Segment">The number of the segment that the pieces belong to.</param>
internal sealed record TemplatePart(int Text, int[] Ids, int Segment);
