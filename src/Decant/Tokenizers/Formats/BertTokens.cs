namespace Decant.Tokenizers.Formats;

/// <summary>BERT's special tokens as a text writes them.</summary>
internal sealed record BertTokens(string Padding, string Unknown, string Begin, string End, string Mask)
{
    /// <summary>The usual ones.</summary>
    public static BertTokens Usual { get; } = new("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

    /// <summary>All of them.</summary>
    public IEnumerable<string> All => [Padding, Unknown, Begin, End, Mask];
}
