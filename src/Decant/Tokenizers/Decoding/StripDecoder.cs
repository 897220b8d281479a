namespace Decant.Tokenizers.Decoding;

/// <summary>A character goes at the ends of each piece, as often as is said.</summary>
internal sealed class StripDecoder(string character, int left, int right) : TextDecoder
{
    public override List<string> Decode(List<string> pieces) => [.. pieces.Select(Stripped)];

    private string Stripped(string piece)
    {
        for (var i = 0; i < left && piece.StartsWith(character, StringComparison.Ordinal); i++)
        {
            piece = piece[character.Length..];
        }
        for (var i = 0; i < right && piece.EndsWith(character, StringComparison.Ordinal); i++)
        {
            piece = piece[..^character.Length];
        }
        return piece;
    }
}
