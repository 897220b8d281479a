using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;
using Decant.Students.Weights;

namespace Decant.Students.Texts;

/// <summary>
/// A transformer encoder in the form of BERT (Vaswani et al. 2017, arXiv:1706.03762; Devlin et al. 2018, arXiv:1810.04805): vectors of
/// tokens and of places, normalised; then per layer attention and two fully connected layers with GELU, each with a residual and normalised
/// after the sum; then the mean over tokens, or the first one, and the head. Attention weights are not dropped. Values: <c>embeddings</c>,
/// <c>layer1</c>, <c>layer1.queries</c>, <c>layer1.keys</c>, <c>layer1.values</c> [N, heads, T, D/heads], <c>layer1.scores</c>
/// [N, heads, T, T] before the mask, …, <c>features</c>.
/// </summary>
public sealed record Encoder : TextArchitecture
{
    internal const string Word = "encoder";

    /// <summary>The name of the table of places.</summary>
    internal const string PlacesName = "places.weight";

    // BERT's deviation of tables at first; rows are normalised, so it says how far a step moves them.
    private const double TableDeviation = 0.02;

    private static readonly Option<int> s_layers = Option.WholeNumber(
        "layers",
        2,
        "Layers of attention and feed-forward network.",
        atLeast: 1,
        atMost: 96,
        unit: "layers"
    );
    private static readonly Option<int> s_width = Option.WholeNumber(
        "width",
        128,
        "Numbers of a token's vector between layers; a multiple of heads.",
        atLeast: 1,
        atMost: 16384,
        unit: "features"
    );
    private static readonly Option<int> s_heads = Option.WholeNumber(
        "heads",
        2,
        "Heads of attention; they share the width.",
        atLeast: 1,
        atMost: 1024,
        unit: "heads"
    );
    private static readonly Option<int> s_feedForward = Option.WholeNumber(
        "feed-forward",
        null,
        "Units between the two layers of the feed-forward network; left out, four times the width.",
        atLeast: 1,
        atMost: 65536,
        unit: "units",
        unset: ""
    );
    private static readonly Option<double> s_dropout = Option.Number(
        "dropout",
        0.1,
        "Share of what each part of a layer adds that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<TextPooling> s_pooling = Option.Choice<TextPooling>(
        "token-pooling",
        TextPooling.Mean,
        "What becomes of the tokens' vectors where a text has one answer."
    );

    // What BERT's layers are called in the files of Hugging Face's library.
    private static readonly NameRule[] s_names =
    [
        new("embeddings.word_embeddings", "tokens"),
        new("embeddings.position_embeddings", "places"),
        new("embeddings.LayerNorm", "embeddings"),
        new("encoder.layer.{k}.attention.self.query", "layer{k+1}.query"),
        new("encoder.layer.{k}.attention.self.key", "layer{k+1}.key"),
        new("encoder.layer.{k}.attention.self.value", "layer{k+1}.value"),
        new("encoder.layer.{k}.attention.output.dense", "layer{k+1}.output"),
        new("encoder.layer.{k}.attention.output.LayerNorm", "layer{k+1}.attention"),
        new("encoder.layer.{k}.intermediate.dense", "layer{k+1}.wide"),
        new("encoder.layer.{k}.output.dense", "layer{k+1}.narrow"),
        new("encoder.layer.{k}.output.LayerNorm", "layer{k+1}"),
        new("classifier", "head"),
    ];

    /// <summary>The architecture <c>encoder</c>.</summary>
    public Encoder()
        : base(Word, "A transformer encoder in the form of BERT, for texts.") { }

    /// <summary>Layers of attention and feed-forward network; at least 1, at most 96.</summary>
    public int Layers
    {
        get => Get(s_layers);
        init => Values = Changed<int>(s_layers, value);
    }

    /// <summary>Numbers of a token's vector between layers; at least 1, at most 16384, a multiple of <see cref="Heads"/>.</summary>
    public int Width
    {
        get => Get(s_width);
        init => Values = Changed<int>(s_width, value);
    }

    /// <summary>Heads of attention, which share the width; at least 1, at most 1024.</summary>
    public int Heads
    {
        get => Get(s_heads);
        init => Values = Changed<int>(s_heads, value);
    }

    /// <summary>
    /// Units between the two layers of the feed-forward network; null for four times the width; at least 1, at most 65536.
    /// </summary>
    public int? FeedForward
    {
        get => Values.FindNumber(s_feedForward);
        init => Values = Changed(s_feedForward, value);
    }

    /// <summary>Share of what each part of a layer adds that is silenced at random in every step; at least 0, below 1.</summary>
    public double Dropout
    {
        get => Get(s_dropout);
        init => Values = Changed<double>(s_dropout, value);
    }

    /// <summary>What becomes of the tokens' vectors where a text has one answer.</summary>
    public TextPooling Pooling
    {
        get => Get(s_pooling);
        init => Values = Changed<TextPooling>(s_pooling, value);
    }

    internal override IReadOnlyList<NameRule> NamesElsewhere => s_names;

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        if (Width % Heads != 0)
        {
            throw new DecantException(
                $"{Name}: expected a width that its {Heads} heads share, received {Width}. Set width to a multiple of heads."
            );
        }

        var text = new TextInput(network);
        var places = network.Parameter(PlacesName, TableDeviation, text.Longest, Width);
        var x = Embed(text, Width, TableDeviation) + text.FirstPlaces(places);
        x = Drop(network.LayerNormalization(x, "embeddings"));
        var mask = text.Summand.Unsqueeze(1, 2);
        for (var layer = 1; layer <= Layers; layer++)
        {
            var name = $"layer{layer}";
            x = network.LayerNormalization(x + Drop(Attention(network, x, mask, name)), $"{name}.attention");
            var wide = Gelu(network.Linear(x, FeedForward ?? 4 * Width, $"{name}.wide", isHead: true));
            x = network.LayerNormalization(x + Drop(network.Linear(wide, Width, $"{name}.narrow", isHead: true)), name);
        }

        var features = network.AnswersPlaces
            ? x
            : network.Named(Pooling == TextPooling.First ? x.Gather(text.Ids.Constant(0), 1) : text.Mean(x), "features");
        return network.Linear(Drop(features), answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => $"{Name} {Layers} × {Width}{DescribeTokens()}";

    // softmax(Q·Kᵀ/√(D/heads) + mask)·V in every head.
    private Value Attention(NetworkBuilder network, Value x, Value mask, string name)
    {
        var perHead = Width / Heads;
        var (q, k, v) = (Cut("query", "queries"), Cut("key", "keys"), Cut("value", "values"));
        var scores = network.Named(q.MatMul(k.Transposed()) * (1 / Math.Sqrt(perHead)), $"{name}.scores");
        var seen = (scores + mask).Softmax().MatMul(v);
        return network.Linear(seen.Transpose(0, 2, 1, 3).Reshape(x.Shape), Width, $"{name}.output", isHead: true);

        Value Cut(string layer, string values) =>
            network.Named(
                network
                    .Linear(x, Width, $"{name}.{layer}", isHead: true)
                    .Reshape(new Shape(x.Shape[0], x.Shape[1], Heads, perHead))
                    .Transpose(0, 2, 1, 3),
                $"{name}.{values}"
            );
    }

    // x·Φ(x) = ½x·(1 + erf(x/√2)), in operators that every reader of a file knows.
    private static Value Gelu(Value x) => x * 0.5 * ((x * (1 / Math.Sqrt(2))).Erf() + 1);

    private Value Drop(Value x) => Dropout is > 0 and var share ? x.Dropout(share) : x;
}
