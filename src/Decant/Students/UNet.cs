using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students;

/// <summary>
/// U-Net (Ronneberger, Fischer, Brox 2015, arXiv:1505.04597): down a way of levels, each two 3×3 convolutions on half the height and
/// width of the one before, and up again; on each level what comes from below is doubled by a transposed convolution, which halves its
/// channels, and joined with what the way down had seen there. As usual since, convolutions keep the size, and batch normalisation follows
/// each. Values: <c>down1</c>, …, <c>up1</c>.
/// </summary>
public sealed record UNet : Architecture
{
    private static readonly Option<ValueList<int>> s_channels = Option.WholeNumbers(
        "channels",
        [64, 128, 256, 512, 1024],
        "Channels of each level, the first at the largest size; the paper has 64, 128, 256, 512, 1024.",
        atLeast: 1,
        atMost: 4096,
        unit: "channels",
        fewest: 2
    );
    private static readonly Option<int> s_stride = Option.WholeNumber(
        "stride",
        1,
        "Rows and columns by which the first convolution steps: 2 works on a quarter of the pixels, and the head "
            + "doubles the answers again.",
        atLeast: 1,
        atMost: 4,
        unit: "pixels"
    );
    private static readonly Option<int> s_convolutions = Option.WholeNumber(
        "convolutions",
        2,
        "3×3 convolutions of each level, down and up.",
        atLeast: 1,
        atMost: 8
    );
    private static readonly Option<double> s_dropout = Option.Number(
        "dropout",
        0,
        "Share of the values of the lowest level that is silenced at random in every step.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );

    /// <summary>The architecture <c>unet</c>.</summary>
    public UNet()
        : base("unet", "U-Net (Ronneberger et al. 2015, arXiv:1505.04597): a class for each pixel, from a way down and up with bridges.")
    { }

    /// <summary>Channels of each level, the first at the largest size; at least 1, at most 4096, two levels or more.</summary>
    public ValueList<int> Channels
    {
        get => Get(s_channels);
        init => Values = Changed(s_channels, value);
    }

    /// <summary>Rows and columns by which the first convolution steps; the head enlarges by as much; 1 to 4.</summary>
    public int Stride
    {
        get => Get(s_stride);
        init => Values = Changed<int>(s_stride, value);
    }

    /// <summary>3×3 convolutions of each level; 1 to 8.</summary>
    public int Convolutions
    {
        get => Get(s_convolutions);
        init => Values = Changed<int>(s_convolutions, value);
    }

    /// <summary>Share of the values of the lowest level that is silenced at random in every step; at least 0, below 1.</summary>
    public double Dropout
    {
        get => Get(s_dropout);
        init => Values = Changed<double>(s_dropout, value);
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
            x = Level(network, x, channels[level], level == 0 ? Stride : 1, $"down{level + 1}");
            seen.Add(x);
        }

        x = Dropout is > 0 and var share ? x.Dropout(share) : x;
        for (var level = channels.Count - 2; level >= 0; level--)
        {
            var name = $"up{level + 1}";
            var below =
                x.Shape[2] == seen[level].Shape[2] && x.Shape[3] == seen[level].Shape[3]
                    ? network.Convolution(x, channels[level], kernel: 1, stride: 1, $"{name}.enlargement")
                    : network.Enlargement(x, channels[level], side: 2, $"{name}.enlargement").Fitted(seen[level].Shape);
            x = Level(network, new[] { seen[level], below }.Concat(1), channels[level], 1, name);
        }

        return Stride == 1
            ? network.Convolution(x, answers, kernel: 1, stride: 1, "head", isHead: true)
            : network.Enlargement(x, answers, Stride, "head", isHead: true).Fitted(input.Shape);
    }

    /// <inheritdoc/>
    public override string Describe() => $"unet {string.Join('-', Channels)}{(Stride > 1 ? $" stride {Stride}" : "")}";

    private Value Level(NetworkBuilder network, Value x, int channels, int stride, string name)
    {
        for (var k = 1; k <= Convolutions; k++)
        {
            x = network.Convolution(x, channels, kernel: 3, k == 1 ? stride : 1, $"{name}.convolution{k}");
            x = network.BatchNormalization(x, $"{name}.normalization{k}").Relu();
        }

        return network.Named(x, name);
    }
}
