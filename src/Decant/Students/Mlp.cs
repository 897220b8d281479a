using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students;

/// <summary>
/// Fully connected layers: flatten, then per hidden layer linear, nonlinearity and dropout, then the head. Values: <c>layer1</c>,
/// <c>layer1.active</c>, …
/// </summary>
public sealed record Mlp : Architecture
{
    private static readonly Option<ValueList<int>> s_hidden = Option.WholeNumbers(
        "hidden",
        [128],
        "Widths of the hidden layers, from the input on.",
        atLeast: 1,
        atMost: 65536,
        unit: "units",
        fewest: 0
    );
    private static readonly Option<double> s_dropout = Option.Number(
        "dropout",
        0,
        "Share of hidden units that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<double> s_inputDropout = Option.Number(
        "input-dropout",
        0,
        "Share of inputs that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<Nonlinearity> s_activation = Option.Choice<Nonlinearity>(
        "activation",
        Nonlinearity.Relu,
        "The non-linearity between layers."
    );

    /// <summary>The architecture <c>mlp</c>.</summary>
    public Mlp()
        : base("mlp", "Fully connected layers; the input is flattened.") { }

    /// <summary>Widths of the hidden layers, from the input on; at least 1, at most 65536.</summary>
    public ValueList<int> Hidden
    {
        get => Get(s_hidden);
        init => Values = Changed(s_hidden, value);
    }

    /// <summary>Share of hidden units that is silenced at random in every step; at least 0, below 1.</summary>
    public double Dropout
    {
        get => Get(s_dropout);
        init => Values = Changed<double>(s_dropout, value);
    }

    /// <summary>Share of inputs that is silenced at random in every step; at least 0, below 1.</summary>
    public double InputDropout
    {
        get => Get(s_inputDropout);
        init => Values = Changed<double>(s_inputDropout, value);
    }

    /// <summary>The non-linearity between layers.</summary>
    public Nonlinearity Activation
    {
        get => Get(s_activation);
        init => Values = Changed<Nonlinearity>(s_activation, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var input = network.Samples;
        var x = Drop(input.Shape.Rank == 2 ? input : input.Flatten(), InputDropout);
        var layer = 0;
        foreach (var units in Hidden)
        {
            var name = $"layer{++layer}";
            x = network.Named(Activation.Apply(network.Linear(x, units, name)), $"{name}.active");
            x = Drop(x, Dropout);
        }

        return network.Linear(x, answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => Hidden is { Count: > 0 } hidden ? $"mlp {string.Join('-', hidden)}" : "linear";

    private static Value Drop(Value x, double share) => share > 0 ? x.Dropout(share) : x;
}
