using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students;

/// <summary>
/// Blocks of 3×3 convolution, batch normalisation, nonlinearity and 2×2 pooling, then a global average and the head. Values: <c>block1</c>,
/// …, <c>features</c>.
/// </summary>
public sealed record Cnn : Architecture
{
    private static readonly Option<ValueList<int>> s_channels = Option.WholeNumbers(
        "channels",
        [16, 32, 64],
        "Channels of each block; every block halves height and width.",
        atLeast: 1,
        atMost: 4096,
        unit: "channels"
    );
    private static readonly Option<double> s_dropout = Option.Number(
        "dropout",
        0,
        "Share of the last features that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    private static readonly Option<Nonlinearity> s_activation = Option.Choice<Nonlinearity>(
        "activation",
        Nonlinearity.Relu,
        "The non-linearity after each convolution."
    );

    /// <summary>The architecture <c>cnn</c>.</summary>
    public Cnn()
        : base("cnn", "Blocks of 3×3 convolution, batch normalisation and pooling, then a global average.") { }

    /// <summary>Channels of each block; every block halves height and width; at least 1, at most 4096.</summary>
    public ValueList<int> Channels
    {
        get => Get(s_channels);
        init => Values = Changed(s_channels, value);
    }

    /// <summary>Share of the last features that is silenced at random in every step; at least 0, below 1.</summary>
    public double Dropout
    {
        get => Get(s_dropout);
        init => Values = Changed<double>(s_dropout, value);
    }

    /// <summary>The non-linearity after each convolution.</summary>
    public Nonlinearity Activation
    {
        get => Get(s_activation);
        init => Values = Changed<Nonlinearity>(s_activation, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var input = network.Samples;
        RequireImage(input);
        var x = input;
        var block = 0;
        foreach (var channels in Channels)
        {
            var name = $"block{++block}";
            x = network.Convolution(x, channels, kernel: 3, stride: 1, $"{name}.convolution");
            x = Activation.Apply(network.BatchNormalization(x, $"{name}.normalization"));
            // An image of one row or column cannot be halved again.
            x = network.Named(x.Shape[2].Size > 1 && x.Shape[3].Size > 1 ? x.MaxPool(Window.Square(2, 2)) : x, name);
        }

        x = network.Named(x.GlobalAveragePool().Flatten(), "features");
        return network.Linear(Dropout is > 0 and var share ? x.Dropout(share) : x, answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => $"cnn {string.Join('-', Channels)}";
}
