using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students.Texts;

/// <summary>
/// The mean of the tokens' vectors, then hidden layers, then the head (fastText, Joulin et al. 2016, arXiv:1607.01759, has no hidden
/// layer).
/// Values: <c>features</c>, <c>layer1</c>, <c>layer1.active</c>, …
/// </summary>
public sealed record BagOfEmbeddings : TextArchitecture
{
    private static readonly Option<int> s_dimension = Option.WholeNumber(
        "dimension",
        64,
        "Numbers of a token's vector.",
        atLeast: 1,
        atMost: 16384,
        unit: "features"
    );
    private static readonly Option<ValueList<int>> s_hidden = Option.WholeNumbers(
        "hidden",
        [],
        "Widths of the hidden layers between the mean and the head.",
        atLeast: 1,
        atMost: 65536,
        unit: "units",
        fewest: 0
    );
    private static readonly Option<double> s_dropout = Option.Number(
        "dropout",
        0,
        "Share of the mean, and of hidden units, that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<Nonlinearity> s_activation = Option.Choice<Nonlinearity>(
        "activation",
        Nonlinearity.Relu,
        "The non-linearity of hidden layers."
    );

    /// <summary>The architecture <c>bag-of-embeddings</c>.</summary>
    public BagOfEmbeddings()
        : base("bag-of-embeddings", "The mean of a text's token vectors, and hidden layers.") { }

    /// <summary>Numbers of a token's vector; at least 1, at most 16384.</summary>
    public int Dimension
    {
        get => Get(s_dimension);
        init => Values = Changed<int>(s_dimension, value);
    }

    /// <summary>Widths of the hidden layers between the mean and the head; at least 1, at most 65536.</summary>
    public ValueList<int> Hidden
    {
        get => Get(s_hidden);
        init => Values = Changed(s_hidden, value);
    }

    /// <summary>Share of the mean, and of hidden units, that is silenced at random in every step; at least 0, below 1.</summary>
    public double Dropout
    {
        get => Get(s_dropout);
        init => Values = Changed<double>(s_dropout, value);
    }

    /// <summary>The non-linearity of hidden layers.</summary>
    public Nonlinearity Activation
    {
        get => Get(s_activation);
        init => Values = Changed<Nonlinearity>(s_activation, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        RequireAnswersOfTexts(network);
        var text = new TextInput(network);
        var x = Drop(network.Named(text.Mean(Embed(text, Dimension, 1 / Math.Sqrt(Dimension))), "features"));
        var layer = 0;
        foreach (var units in Hidden)
        {
            var name = $"layer{++layer}";
            x = Drop(network.Named(Activation.Apply(network.Linear(x, units, name)), $"{name}.active"));
        }

        return network.Linear(x, answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => $"{Name} {string.Join('-', Hidden.Prepend(Dimension))}{DescribeTokens()}";

    private Value Drop(Value x) => Dropout is > 0 and var share ? x.Dropout(share) : x;
}
