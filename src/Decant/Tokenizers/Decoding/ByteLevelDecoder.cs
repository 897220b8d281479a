using System.Text;
using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers.Decoding;

/// <summary>Characters are bytes of UTF-8; a piece with other characters is taken as it is.</summary>
internal sealed class ByteLevelDecoder : TextDecoder
{
    public override List<string> Decode(List<string> pieces)
    {
        var bytes = new List<byte>();
        foreach (var piece in pieces)
        {
            var from = bytes.Count;
            foreach (var c in piece)
            {
                if (ByteAlphabet.TryByte(c, out var value))
                {
                    bytes.Add(value);
                    continue;
                }
                bytes.RemoveRange(from, bytes.Count - from);
                bytes.AddRange(Encoding.UTF8.GetBytes(piece));
                break;
            }
        }
        return [Encoding.UTF8.GetString([.. bytes])];
    }
}
