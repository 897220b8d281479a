using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Splitting;

/// <summary>Cuts a text into words; no piece of the vocabulary goes across their borders. Several threads may use one at once.</summary>
internal abstract class TextSplitter
{
    /// <summary>Cuts every segment that is not a piece already into smaller ones.</summary>
    public abstract void Apply(TextBuffer text);
}
