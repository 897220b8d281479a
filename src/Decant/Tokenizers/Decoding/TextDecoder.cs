namespace Decant.Tokenizers.Decoding;

/// <summary>Makes pieces a text again.</summary>
internal abstract class TextDecoder
{
    /// <summary>The pieces as parts of the text.</summary>
    public abstract List<string> Decode(List<string> pieces);
}
