using System.Text;
using Decant.Tokenizers.Models;

namespace Decant.Tokenizers.Decoding;

/// <summary>Pieces of single bytes in a row are a text in UTF-8; where they are none, each is U+FFFD.</summary>
internal sealed class ByteFallbackDecoder : TextDecoder
{
    private static readonly UTF8Encoding s_strict = new(false, true);

    public override List<string> Decode(List<string> pieces)
    {
        var (result, bytes) = (new List<string>(), new List<byte>());
        foreach (var piece in pieces)
        {
            if (BytePieces.TryRead(piece, out var value))
            {
                bytes.Add(value);
                continue;
            }
            Take(bytes, result);
            result.Add(piece);
        }
        Take(bytes, result);
        return result;
    }

    private static void Take(List<byte> bytes, List<string> result)
    {
        if (bytes.Count == 0)
        {
            return;
        }
        try
        {
            result.Add(s_strict.GetString([.. bytes]));
        }
        catch (DecoderFallbackException)
        {
            result.AddRange(Enumerable.Repeat("\uFFFD", bytes.Count));
        }
        bytes.Clear();
    }
}
