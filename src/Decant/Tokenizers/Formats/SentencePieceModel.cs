using System.Globalization;
using Google.Protobuf;

namespace Decant.Tokenizers.Formats;

/// <summary>What a SentencePiece <c>.model</c> says: a protocol buffer <c>ModelProto</c>, of which these fields matter.</summary>
internal sealed class SentencePieceModel
{
    private const int Unigram = 1;
    private const int BytePair = 2;

    public List<SentencePiece> Pieces { get; } = [];

    /// <summary>True of byte-pair encoding, false of unigram.</summary>
    public bool IsBytePair => Type == BytePair;

    public byte[] Characters { get; private set; } = [];

    public bool AddsPrefix { get; private set; } = true;

    public bool RemovesBlanks { get; private set; } = true;

    public bool EscapesBlanks { get; private set; } = true;

    public bool PutsBlankAfter { get; private set; }

    private int Type { get; set; } = Unigram;

    public static SentencePieceModel Read(byte[] bytes, string file)
    {
        var model = new SentencePieceModel();
        try
        {
            var input = new CodedInputStream(bytes);
            Each(input, (field, nested) => model.Take(field, nested));
        }
        catch (InvalidProtocolBufferException problem)
        {
            throw TokenizerProblem.Of(
                file,
                $"it should be a SentencePiece model, but is not or is cut short ({problem.Message.TrimEnd('.')})",
                "Take an undamaged copy of the .model file."
            );
        }
        model.Check(file);
        return model;
    }

    private void Check(string file)
    {
        string? what =
            Pieces.Count == 0 ? "it should be a SentencePiece model with pieces, but has none"
            : Pieces.Count(piece => piece.Kind == SentencePieceKind.Unknown) != 1
                ? "one unknown piece was expected, but there are several or none"
            : Type is not (Unigram or BytePair)
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"a model of kind 1 (unigram) or 2 (BPE) was expected, but it is of kind {Type}"
                )
            : Pieces.Any(piece => !float.IsFinite(piece.Score)) ? "finite scores were expected, but a piece has another"
            : PutsBlankAfter ? "blanks in front of words were expected, but the model puts them after"
            : null;
        if (what is not null)
        {
            throw TokenizerProblem.Of(file, what, "Take the .model file of a unigram or BPE model.");
        }
    }

    private void Take(int field, CodedInputStream input)
    {
        switch (field)
        {
            case 1:
                Pieces.Add(Piece(Nested(input)));
                break;
            case 2:
                Each(Nested(input), TakeTrainer);
                break;
            case 3:
                Each(Nested(input), TakeNormalizer);
                break;
            default:
                input.SkipLastField();
                break;
        }
    }

    private static SentencePiece Piece(CodedInputStream input)
    {
        var (text, score, kind) = ("", 0f, SentencePieceKind.Normal);
        Each(input, (field, nested) =>
        {
            switch (field)
            {
                case 1:
                    text = nested.ReadString();
                    break;
                case 2:
                    score = nested.ReadFloat();
                    break;
                case 3:
                    kind = (SentencePieceKind)nested.ReadEnum();
                    break;
                default:
                    nested.SkipLastField();
                    break;
            }
        });
        return new SentencePiece(text, score, kind);
    }

    private void TakeTrainer(int field, CodedInputStream input)
    {
        switch (field)
        {
            case 3:
                Type = input.ReadEnum();
                break;
            case 24:
                PutsBlankAfter = input.ReadBool();
                break;
            default:
                input.SkipLastField();
                break;
        }
    }

    private void TakeNormalizer(int field, CodedInputStream input)
    {
        switch (field)
        {
            case 2:
                Characters = input.ReadBytes().ToByteArray();
                break;
            case 3:
                AddsPrefix = input.ReadBool();
                break;
            case 4:
                RemovesBlanks = input.ReadBool();
                break;
            case 5:
                EscapesBlanks = input.ReadBool();
                break;
            default:
                input.SkipLastField();
                break;
        }
    }

    private static CodedInputStream Nested(CodedInputStream input) => input.ReadBytes().CreateCodedInput();

    private static void Each(CodedInputStream input, Action<int, CodedInputStream> take)
    {
        while (input.ReadTag() is var tag and not 0)
        {
            take(WireFormat.GetTagFieldNumber(tag), input);
        }
    }
}
