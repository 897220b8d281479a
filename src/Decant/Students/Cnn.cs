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
    internal static readonly Option<ValueList<int>> Channels = Option.WholeNumbers(
        "channels",
        [16, 32, 64],
        "Channels of each block; every block halves height and width.",
        atLeast: 1,
        atMost: 4096,
        unit: "channels"
    );
    internal static readonly Option<double> Dropout = Option.Number(
        "dropout",
        0,
        "Share of the last features that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );
    internal static readonly Option<Nonlinearity> Activation = Option.Choice<Nonlinearity>(
        "activation",
        Nonlinearity.Relu,
        "The non-linearity after each convolution."
    );

    /// <summary>The architecture <c>cnn</c>.</summary>
    public Cnn()
        : base(
            "cnn",
            "Blocks of 3×3 convolution, batch normalisation and pooling, then a global average.",
            OptionSet.DeclaredIn(typeof(Cnn))
        ) { }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers, OptionValues options)
    {
        var input = network.Samples;
        RequireImage(input);
        var x = input;
        var block = 0;
        foreach (var channels in options.Get(Channels))
        {
            var name = $"block{++block}";
            x = network.Convolution(x, channels, kernel: 3, stride: 1, $"{name}.convolution");
            x = options.Get(Activation).Apply(network.BatchNormalization(x, $"{name}.normalization"));
            // An image of one row or column cannot be halved again.
            x = network.Named(x.Shape[2].Size > 1 && x.Shape[3].Size > 1 ? x.MaxPool(Window.Square(2, 2)) : x, name);
        }

        x = network.Named(x.GlobalAveragePool().Flatten(), "features");
        return network.Linear(options.Get(Dropout) is > 0 and var share ? x.Dropout(share) : x, answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe(OptionValues options) => $"cnn {string.Join('-', options.Get(Channels))}";
}
