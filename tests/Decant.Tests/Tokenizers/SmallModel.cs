using Google.Protobuf;

namespace Decant.Tests.Tokenizers;

/// <summary>A SentencePiece model of a few pieces, written field by field as the format says.</summary>
internal static class SmallModel
{
    private static readonly (string Piece, float Score, int Kind)[] s_pieces =
    [
        ("<unk>", 0, 2),
        ("<s>", 0, 3),
        ("</s>", 0, 3),
        ("▁a", -1, 1),
        ("ab", -2, 1),
        ("▁", -3, 1),
        ("a", -4, 1),
        ("b", -5, 1),
    ];

    public static int Size => s_pieces.Length;

    public static byte[] Bytes()
    {
        using var stream = new MemoryStream();
        var output = new CodedOutputStream(stream);
        foreach (var (piece, score, kind) in s_pieces)
        {
            Nested(output, 1, inner =>
            {
                inner.WriteTag(1, WireFormat.WireType.LengthDelimited);
                inner.WriteString(piece);
                inner.WriteTag(2, WireFormat.WireType.Fixed32);
                inner.WriteFloat(score);
                inner.WriteTag(3, WireFormat.WireType.Varint);
                inner.WriteEnum(kind);
            });
        }

        Nested(output, 2, trainer =>
        {
            trainer.WriteTag(3, WireFormat.WireType.Varint);
            trainer.WriteEnum(2);
        });
        output.Flush();
        return stream.ToArray();
    }

    private static void Nested(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        var inner = new CodedOutputStream(stream);
        write(inner);
        inner.Flush();
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(stream.ToArray()));
    }
}
