using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students.Texts;

/// <summary>
/// Long short-term memory in both directions, then a hidden layer with ReLU, then the head, as the student of Tang et al. 2019,
/// arXiv:1903.12136: what both directions remember at their ends is the text's vector; where each token has an answer, both states at that
/// token are. A text ends where its mask does. Values: <c>layer1</c> [N, T, 2·units], …, <c>features</c>, <c>hidden</c>.
/// </summary>
public sealed record BiLstm : TextArchitecture
{
    internal const string Word = "bi-lstm";

    private const int Gates = 4;

    private static readonly Option<int> s_units = Option.WholeNumber(
        "units",
        150,
        "Numbers that each direction remembers.",
        atLeast: 1,
        atMost: 16384,
        unit: "units"
    );
    private static readonly Option<int> s_layers = Option.WholeNumber(
        "layers",
        1,
        "Layers of memory, each of which reads the one before.",
        atLeast: 1,
        atMost: 16,
        unit: "layers"
    );
    private static readonly Option<int> s_hidden = Option.WholeNumber(
        "hidden",
        200,
        "Units of the hidden layer between the memory and the head; 0 for none.",
        atLeast: 0,
        atMost: 65536,
        unit: "units"
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
        0,
        "Share of the tokens' vectors, and of the hidden units, that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );

    /// <summary>The architecture <c>bi-lstm</c>.</summary>
    public BiLstm()
        : base(Word, "Long short-term memory in both directions over a text (Tang et al. 2019).") { }

    /// <summary>Numbers that each direction remembers; at least 1, at most 16384.</summary>
    public int Units
    {
        get => Get(s_units);
        init => Values = Changed<int>(s_units, value);
    }

    /// <summary>Layers of memory, each of which reads the one before; at least 1, at most 16.</summary>
    public int Layers
    {
        get => Get(s_layers);
        init => Values = Changed<int>(s_layers, value);
    }

    /// <summary>Units of the hidden layer between the memory and the head; at least 0, which means none, at most 65536.</summary>
    public int Hidden
    {
        get => Get(s_hidden);
        init => Values = Changed<int>(s_hidden, value);
    }

    /// <summary>Numbers of a token's vector; at least 1, at most 16384.</summary>
    public int Dimension
    {
        get => Get(s_dimension);
        init => Values = Changed<int>(s_dimension, value);
    }

    /// <summary>
    /// Share of the tokens' vectors, and of the hidden units, that is silenced at random in every step; at least 0, below 1.
    /// </summary>
    public double Dropout
    {
        get => Get(s_dropout);
        init => Values = Changed<double>(s_dropout, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var text = new TextInput(network);
        var lengths = text.Mask.ReduceSum([1]).Cast(ElementType.Int32);
        var (x, ends) = (Drop(Embed(text, Dimension, 1 / Math.Sqrt(Dimension))), (Value?)null);
        for (var layer = 1; layer <= Layers; layer++)
        {
            (x, ends) = Remember(network, x, lengths, $"layer{layer}");
        }

        var features = network.AnswersPlaces ? x : network.Named(ends!, "features");
        if (Hidden > 0)
        {
            features = network.Named(network.Linear(features, Hidden, "joined").Relu(), "hidden");
        }

        return network.Linear(Drop(features), answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => $"{Name} {Layers} × {Units}{DescribeTokens()}";

    // The states at each token, [N, T, 2·units], and at the ends of both directions, [N, 2·units].
    private (Value All, Value Ends) Remember(NetworkBuilder network, Value x, Value lengths, string name)
    {
        // As PyTorch begins: every number of deviation 1/√(3·units), here normal instead of uniform.
        var deviation = 1 / Math.Sqrt(3.0 * Units);
        var outputs = network
            .Graph.AddNode(
                new LSTM(Units, RecurrentDirection.Bidirectional),
                [
                    x.Transpose(1, 0, 2),
                    network.Parameter($"{name}.weight", deviation, 2, Gates * Units, x.Shape[2].Size),
                    network.Parameter($"{name}.recurrence", deviation, 2, Gates * Units, Units),
                    network.Parameter($"{name}.bias", 0, 2, 2 * Gates * Units),
                    lengths,
                ]
            )
            .Outputs;
        return (
            network.Named(outputs[0].Transpose(2, 0, 1, 3).Reshape(new Shape(x.Shape[0], x.Shape[1], 2 * Units)), name),
            outputs[1].Transpose(1, 0, 2).Reshape(new Shape(x.Shape[0], 2 * Units))
        );
    }

    private Value Drop(Value x) => Dropout is > 0 and var share ? x.Dropout(share) : x;
}
