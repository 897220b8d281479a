using Decant.Engine;

namespace Decant.Tokenizers.Formats;

/// <summary>The one form of every sentence about a tokenizer's files.</summary>
internal static class TokenizerProblem
{
    private const string Again = "Write the file again with save_pretrained of Hugging Face's library, or take an undamaged copy.";

    /// <param name="file">The file.</param>
    /// <param name="what">What was expected, and what is there.</param>
    /// <param name="remedy">What to do; by default to take an undamaged copy.</param>
    public static DecantException Of(string file, string what, string remedy = "") =>
        new($"Reading the tokenizer {file}: {what}. {(remedy.Length == 0 ? Again : remedy)}");
}
