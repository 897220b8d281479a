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
    internal static readonly Option<ValueList<int>> Hidden = Option.WholeNumbers(
        "hidden",
        [128],
        "Widths of the hidden layers, from the input on.",
        atLeast: 1,
        atMost: 65536,
        unit: "units",
        fewest: 0
    );
    internal static readonly Option<double> Dropout = Option.Number(
        "dropout",
        0,
        "Share of hidden units that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    internal static readonly Option<double> InputDropout = Option.Number(
        "input-dropout",
        0,
        "Share of inputs that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    internal static readonly Option<Nonlinearity> Activation = Option.Choice<Nonlinearity>(
        "activation",
        Nonlinearity.Relu,
        "The non-linearity between layers."
    );

    /// <summary>The architecture <c>mlp</c>.</summary>
    public Mlp()
        : base("mlp", "Fully connected layers; the input is flattened.", OptionSet.DeclaredIn(typeof(Mlp))) { }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers, OptionValues options)
    {
        var input = network.Samples;
        var x = Drop(input.Shape.Rank == 2 ? input : input.Flatten(), options.Get(InputDropout));
        var layer = 0;
        foreach (var units in options.Get(Hidden))
        {
            var name = $"layer{++layer}";
            x = network.Named(options.Get(Activation).Apply(network.Linear(x, units, name)), $"{name}.active");
            x = Drop(x, options.Get(Dropout));
        }

        return network.Linear(x, answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe(OptionValues options) =>
        options.Get(Hidden) is { Count: > 0 } hidden ? $"mlp {string.Join('-', hidden)}" : "linear";

    private static Value Drop(Value x, double share) => share > 0 ? x.Dropout(share) : x;
}
