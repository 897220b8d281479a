using Decant.Tokenizers;

namespace Decant.Data.Texts;

/// <summary>How a teacher reads texts.</summary>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="Longest">The most pieces that it takes, special ones included; null for no limit.</param>
internal sealed record TeacherTexts(TextTokenizer Tokenizer, int? Longest = null);
