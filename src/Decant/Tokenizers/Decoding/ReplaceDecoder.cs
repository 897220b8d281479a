using Decant.Tokenizers.Characters;

namespace Decant.Tokenizers.Decoding;

/// <summary>Puts one text in the place of others, in each piece.</summary>
internal sealed class ReplaceDecoder(TextPattern pattern, string content) : TextDecoder
{
    public override List<string> Decode(List<string> pieces) => [.. pieces.Select(Replaced)];

    private string Replaced(string piece)
    {
        var (parts, place) = (new List<string>(), 0);
        while (pattern.Next(piece, place, out var begin, out var end))
        {
            parts.Add(piece[place..begin]);
            parts.Add(content);
            place = end;
        }
        return string.Concat(parts.Append(piece[place..]));
    }
}
