using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students.Texts;

/// <summary>
/// Filters over neighbouring tokens, the largest answer of each over the text, dropout, and the head (Kim 2014, arXiv:1408.5882). A filter
/// of width w is one matrix over w tokens' vectors side by side, with the token in the middle; outside a text there are zeros, so a text
/// shorter than a filter has answers too. Where each token has an answer, filters answer at each token. Values: <c>filters3</c>,
/// <c>filters3.active</c>, …, <c>features</c>.
/// </summary>
public sealed record TextCnn : TextArchitecture
{
    internal const string Word = "text-cnn";

    private static readonly Option<ValueList<int>> s_widths = Option.WholeNumbers(
        "widths",
        [3, 4, 5],
        "How many neighbouring tokens each kind of filter sees.",
        atLeast: 1,
        atMost: 64,
        unit: "tokens"
    );
    private static readonly Option<int> s_filters = Option.WholeNumber(
        "filters",
        100,
        "Filters of each width.",
        atLeast: 1,
        atMost: 65536,
        unit: "filters"
    );
    private static readonly Option<int> s_dimension = Option.WholeNumber(
        "dimension",
        128,
        "Numbers of a token's vector.",
        atLeast: 1,
        atMost: 16384,
        unit: "features"
    );
    private static readonly Option<double> s_dropout = Option.Number(
        "dropout",
        0.5,
        "Share of the filters' answers that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );

    /// <summary>The architecture <c>text-cnn</c>.</summary>
    public TextCnn()
        : base(Word, "Filters over neighbouring tokens, and the largest answer of each (Kim 2014).") { }

    /// <summary>How many neighbouring tokens each kind of filter sees; one or more, each at least 1, at most 64.</summary>
    public ValueList<int> Widths
    {
        get => Get(s_widths);
        init => Values = Changed(s_widths, value);
    }

    /// <summary>Filters of each width; at least 1, at most 65536.</summary>
    public int Filters
    {
        get => Get(s_filters);
        init => Values = Changed<int>(s_filters, value);
    }

    /// <summary>Numbers of a token's vector; at least 1, at most 16384.</summary>
    public int Dimension
    {
        get => Get(s_dimension);
        init => Values = Changed<int>(s_dimension, value);
    }

    /// <summary>Share of the filters' answers that is silenced at random in every step; at least 0, below 1.</summary>
    public double Dropout
    {
        get => Get(s_dropout);
        init => Values = Changed<double>(s_dropout, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var text = new TextInput(network);
        var shifted = new ShiftedTokens(text, text.Masked(Embed(text, Dimension, 1 / Math.Sqrt(Dimension))));
        Value[] found = [.. Widths.Distinct().Select(Found)];
        var features = network.Named(found.Length == 1 ? found[0] : found.Concat(-1), "features");
        return network.Linear(Dropout is > 0 and var share ? features.Dropout(share) : features, answers, "head", isHead: true);

        // [N, filters], or at each token [N, T, filters]. No answer is below 0, so zeros after the end change no maximum.
        Value Found(int width)
        {
            var answer = network.Named(network.Linear(shifted.Windows(width), Filters, $"filters{width}").Relu(), $"filters{width}.active");
            return network.AnswersPlaces ? answer : text.Masked(answer).ReduceMax([1]);
        }
    }

    /// <inheritdoc/>
    public override string Describe() => $"{Name} {Filters} × {string.Join('-', Widths)}{DescribeTokens()}";
}
