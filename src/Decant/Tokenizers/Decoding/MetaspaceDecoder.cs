namespace Decant.Tokenizers.Decoding;

/// <summary>The visible blank is a blank again; the one in front of the text, which was put there, goes.</summary>
internal sealed class MetaspaceDecoder(char space, bool prefixed) : TextDecoder
{
    public override List<string> Decode(List<string> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = i == 0 && prefixed && pieces[i].StartsWith(space) ? pieces[i][1..] : pieces[i];
            pieces[i] = piece.Replace(space, ' ');
        }
        return pieces;
    }
}
