using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;
using Decant.Pipeline;
using Decant.Students;
using Decant.Students.Texts;

namespace Decant.Tests.Students.Texts;

/// <summary>Small text students of every kind, and batches of texts for them.</summary>
internal static class TextCases
{
    public const string Ids = "input_ids",
        Mask = "attention_mask";
    public const int Vocabulary = 60,
        Longest = 24,
        Classes = 3;

    /// <summary>What samples of texts are.</summary>
    public static Schema Schema { get; } =
        new(
            new Field(Ids, ElementType.Int64, [FieldSize.UpTo("T", Longest)], FieldRole.Input) { Choices = Vocabulary },
            new Field(Mask, ElementType.Int64, [FieldSize.UpTo("T", Longest)], FieldRole.Input),
            new Field("token_type_ids", ElementType.Int64, [FieldSize.UpTo("T", Longest)], FieldRole.Input)
        );

    private static readonly TextArchitecture[] s_ofTokens =
    [
        new Encoder
        {
            Layers = 2,
            Width = 16,
            Heads = 2,
            Dropout = 0,
        },
        new Encoder
        {
            Layers = 1,
            Width = 12,
            Heads = 3,
            FeedForward = 20,
            Dropout = 0,
            Pooling = TextPooling.First,
            Buckets = 17,
            EmbeddingWidth = 5,
        },
        new TextCnn
        {
            Widths = [1, 3, 4],
            Filters = 6,
            Dimension = 8,
            Dropout = 0,
        },
        new BiLstm
        {
            Units = 7,
            Layers = 2,
            Hidden = 5,
            Dimension = 6,
        },
    ];

    private static readonly TextArchitecture[] s_ofTexts =
    [
        new BagOfEmbeddings { Dimension = 8, Hidden = [6] },
        new BagOfEmbeddings { Dimension = 8, EmbeddingWidth = 4 },
        new StaticEmbedding { Dimension = 8 },
        new StaticEmbedding { Dimension = 8, Buckets = 11 },
    ];

    /// <summary>Each kind, by its description, with an answer for a text and where it can with one for each token.</summary>
    public static TheoryData<string, bool> All { get; } =
    [.. s_ofTokens.Concat(s_ofTexts).Select(kind => (kind.Describe(), false)), .. s_ofTokens.Select(kind => (kind.Describe(), true))];

    /// <summary>A student with random weights.</summary>
    /// <param name="kind">Its description.</param>
    /// <param name="answersTokens">Whether each token has an answer.</param>
    /// <param name="seed">Decides the weights.</param>
    public static Graph Build(string kind, bool answersTokens, ulong seed = 7) =>
        Build(s_ofTokens.Concat(s_ofTexts).First(one => one.Describe() == kind), answersTokens, seed);

    public static Graph Build(Architecture architecture, bool answersTokens = false, ulong seed = 7, int answers = Classes) =>
        Network.Build(
            architecture,
            PreparedData.InputsOf(new NoTexts()),
            answersTokens ? new NetworkHead(new TokenTask(), answers) : NetworkHead.OfClasses(answers),
            InputScaling.None,
            seed
        );

    /// <summary>Texts of any lengths, the first as long as the batch unless it is padded further.</summary>
    /// <param name="texts">N.</param>
    /// <param name="longest">The longest of them.</param>
    /// <param name="width">T, at least the longest.</param>
    /// <param name="seed">Decides the tokens.</param>
    /// <param name="filler">What is there after a text's end.</param>
    public static Dictionary<string, Tensor> Batch(int texts, int longest, int width, ulong seed = 3, long filler = 0)
    {
        var (ids, mask) = (new Tensor(ElementType.Int64, texts, width), new Tensor(ElementType.Int64, texts, width));
        for (var n = 0; n < texts; n++)
        {
            var length = LengthOf(n, longest);
            var stream = new RandomStream(seed, $"text {n}");
            for (var t = 0; t < width; t++)
            {
                var token = 1 + (long)(stream.NextDouble() * (Vocabulary - 1));
                ids.Span<long>()[(n * width) + t] = t < length ? token : filler;
                mask.Span<long>()[(n * width) + t] = t < length ? 1 : 0;
            }
        }

        return new() { [Ids] = ids, [Mask] = mask };
    }

    /// <summary>Tokens of a text of a batch: the first is the longest, then shorter ones, down to one token.</summary>
    public static int LengthOf(int text, int longest) => 1 + ((longest - 1 + (text * 5)) % longest);

    private sealed class NoTexts() : Dataset("texts", TextCases.Schema)
    {
        public override int Count => 0;

        public override void Read(int index, Sample sample) => throw new NotSupportedException();

        protected override string ComputeFingerprint() => Name;
    }
}
