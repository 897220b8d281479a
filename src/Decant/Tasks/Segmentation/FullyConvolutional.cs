using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;
using Decant.Students;

namespace Decant.Tasks.Segmentation;

/// <summary>
/// A class for each pixel: blocks of 3×3 convolution, batch normalisation and ReLU, each after the first on half the height and width; then
/// back, block by block, each time doubled and joined with what the block of that size had seen (Ronneberger, Fischer, Brox 2015, "U-Net",
/// arXiv:1505.04597). Values: <c>down1</c>, …, <c>up1</c>.
/// </summary>
public sealed record FullyConvolutional : Architecture
{
    private static readonly Option<ValueList<int>> s_channels = Option.WholeNumbers(
        "channels",
        [16, 32, 64],
        "Channels at full size, at half of it, and so on.",
        atLeast: 1,
        atMost: 4096,
        unit: "channels"
    );

    /// <summary>The architecture <c>fcn</c>.</summary>
    public FullyConvolutional()
        : base("fcn", "A class for each pixel: convolutions on smaller and smaller images, and back to the full size.") { }

    /// <summary>Channels at full size, at half of it, and so on; at least 1, at most 4096.</summary>
    public ValueList<int> Channels
    {
        get => Get(s_channels);
        init => Values = Changed(s_channels, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var input = network.Samples;
        RequireImage(input);
        var channels = Channels;
        var (x, seen) = (input, new List<Value>());
        for (var level = 0; level < channels.Count; level++)
        {
            // An image of one row or column cannot be halved again.
            x = level > 0 && x.Shape[2].Size > 1 && x.Shape[3].Size > 1 ? x.MaxPool(Window.Square(2, 2)) : x;
            x = Block(network, x, channels[level], $"down{level + 1}");
            seen.Add(x);
        }

        for (var level = channels.Count - 2; level >= 0; level--)
        {
            // What pooling left of an odd size has lost a row or column.
            var (own, wanted) = (x.Shape, seen[level].Shape);
            x = own[2] == wanted[2] && own[3] == wanted[3] ? x : x.Doubled(wanted);
            x = Block(network, new[] { x, seen[level] }.Concat(1), channels[level], $"up{level + 1}");
        }

        return network.Convolution(x, answers, kernel: 1, stride: 1, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => $"fcn {string.Join('-', Channels)}";

    private static Value Block(NetworkBuilder network, Value x, int channels, string name) =>
        network.Named(
            network
                .BatchNormalization(network.Convolution(x, channels, kernel: 3, stride: 1, $"{name}.convolution"), $"{name}.normalization")
                .Relu(),
            name
        );
}
