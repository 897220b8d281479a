using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Normalization;

/// <summary>Brings a text into the form in which a vocabulary knows it. Several threads may use one at once.</summary>
internal abstract class TextNormalizer
{
    /// <summary>Changes the text, which is one segment.</summary>
    public abstract void Apply(TextBuffer text);
}
