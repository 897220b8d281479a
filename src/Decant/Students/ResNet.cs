using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;
using Decant.Students.Weights;

namespace Decant.Students;

/// <summary>
/// The CIFAR family of residual networks (He et al. 2015, arXiv:1512.03385, section 4.2): a 3×3 convolution, three stages of n blocks with
/// 16, 32 and 64 channels, a global average and the head; depth 6n + 2. Values: <c>stem</c>, <c>stage1.block1</c>, …, <c>features</c>.
/// </summary>
public sealed record ResNet : Architecture
{
    private static readonly NameRule[] s_names =
    [
        new("conv1", "stem.convolution"),
        new("bn1", "stem.normalization"),
        new("layer{s}.{b}.conv{k}", "stage{s}.block{b+1}.convolution{k}"),
        new("layer{s}.{b}.bn{k}", "stage{s}.block{b+1}.normalization{k}"),
        new("layer{s}.{b}.shortcut.0", "stage{s}.block{b+1}.shortcut"),
        new("layer{s}.{b}.shortcut.1", "stage{s}.block{b+1}.shortcut.normalization"),
        new("layer{s}.{b}.downsample.0", "stage{s}.block{b+1}.shortcut"),
        new("layer{s}.{b}.downsample.1", "stage{s}.block{b+1}.shortcut.normalization"),
        new("linear", "head"),
        new("fc", "head"),
        new("classifier", "head"),
    ];

    private static readonly Option<int> s_depth = Option.WholeNumber(
        "depth",
        20,
        "Layers with weights: three stages of n blocks of two, the first layer and the head.",
        atLeast: 8,
        atMost: 1202,
        unit: "layers",
        must: new("6n + 2: 8, 14, 20, 32, 44, 56, 110", depth => depth % 6 == 2)
    );
    private static readonly Option<double> s_width = Option.Number(
        "width",
        1,
        "Factor on the 16, 32 and 64 channels of the stages.",
        atLeast: 0.0625,
        atMost: 16,
        unit: "factor"
    );
    private static readonly Option<ResNetShortcut> s_shortcut = Option.Choice<ResNetShortcut>(
        "shortcut",
        ResNetShortcut.Projection,
        "What a block adds where its width or size changes."
    );

    /// <summary>The architecture <c>resnet</c>.</summary>
    public ResNet()
        : base("resnet", "The CIFAR family of residual networks (He et al. 2015, arXiv:1512.03385): three stages of n blocks.") { }

    /// <summary>Layers with weights: three stages of n blocks of two, the first layer and the head; at least 8, at most 1202.</summary>
    public int Depth
    {
        get => Get(s_depth);
        init => Values = Changed<int>(s_depth, value);
    }

    /// <summary>Factor on the 16, 32 and 64 channels of the stages; at least 0.0625, at most 16.</summary>
    public double Width
    {
        get => Get(s_width);
        init => Values = Changed<double>(s_width, value);
    }

    /// <summary>What a block adds where its width or size changes.</summary>
    public ResNetShortcut Shortcut
    {
        get => Get(s_shortcut);
        init => Values = Changed<ResNetShortcut>(s_shortcut, value);
    }

    /// <summary>The names of torchvision and of most PyTorch networks after it.</summary>
    internal override IReadOnlyList<NameRule> NamesElsewhere => s_names;

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var input = network.Samples;
        RequireImage(input);
        var blocks = (Depth - 2) / 6;
        var shortcut = Shortcut;
        var x = network.Convolution(input, ChannelsOf(1), kernel: 3, stride: 1, "stem.convolution");
        x = network.Named(network.BatchNormalization(x, "stem.normalization").Relu(), "stem");
        for (var stage = 1; stage <= 3; stage++)
        {
            for (var block = 1; block <= blocks; block++)
            {
                x = Block(network, x, ChannelsOf(stage), stage > 1 && block == 1 ? 2 : 1, shortcut, $"stage{stage}.block{block}");
            }
        }

        return network.Linear(network.Named(x.GlobalAveragePool().Flatten(), "features"), answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"resnet-{Depth}{(Width is 1 ? "" : $" width {Width}")}");

    private int ChannelsOf(int stage) => Math.Max(1, (int)Math.Round((8 << stage) * Width));

    // relu(norm(conv(relu(norm(conv(x))))) + shortcut(x))
    internal static Value Block(NetworkBuilder network, Value x, int channels, int stride, ResNetShortcut shortcut, string name)
    {
        var y = network
            .BatchNormalization(network.Convolution(x, channels, 3, stride, $"{name}.convolution1"), $"{name}.normalization1")
            .Relu();
        y = network.BatchNormalization(network.Convolution(y, channels, 3, 1, $"{name}.convolution2"), $"{name}.normalization2");
        if (stride != 1 || x.Shape[1] != channels)
        {
            x =
                shortcut == ResNetShortcut.Projection
                    ? network.BatchNormalization(
                        network.Convolution(x, channels, 1, stride, $"{name}.shortcut"),
                        $"{name}.shortcut.normalization"
                    )
                    : Padded(x, channels, stride);
        }

        return network.Named((y + x).Relu(), name);
    }

    private static Value Padded(Value x, int channels, int stride)
    {
        if (stride > 1)
        {
            x = x.Slice(2, 0, int.MaxValue, stride).Slice(3, 0, int.MaxValue, stride);
        }

        var more = channels - x.Shape[1].Size;
        return more > 0 ? x.Pad([0, more / 2, 0, 0], [0, more - (more / 2), 0, 0]) : x;
    }
}
