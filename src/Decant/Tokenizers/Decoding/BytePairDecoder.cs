namespace Decant.Tokenizers.Decoding;

/// <summary>The mark at the end of a word is a blank, and nothing at the end of the text.</summary>
internal sealed class BytePairDecoder(string suffix) : TextDecoder
{
    public override List<string> Decode(List<string> pieces) =>
        [
            .. pieces.Select(
                (piece, i) => suffix.Length == 0 ? piece : piece.Replace(suffix, i == pieces.Count - 1 ? "" : " ", StringComparison.Ordinal)
            ),
        ];
}
