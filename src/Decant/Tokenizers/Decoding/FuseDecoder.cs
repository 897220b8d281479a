namespace Decant.Tokenizers.Decoding;

/// <summary>All pieces are one text.</summary>
internal sealed class FuseDecoder : TextDecoder
{
    public override List<string> Decode(List<string> pieces) => [string.Concat(pieces)];
}
