using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;
using Decant.Students.Weights;

namespace Decant.Students;

/// <summary>
/// The ImageNet family of residual networks of basic blocks (He et al. 2015, arXiv:1512.03385, table 1): a 7×7 convolution and pooling
/// quarter the image, four stages of blocks have 64, 128, 256 and 512 channels, a global average and the head. Values: <c>stem</c>,
/// <c>stage1.block1</c>, …, <c>features</c>.
/// </summary>
public sealed record ImageNetResNet : Architecture
{
    private static readonly NameRule[] s_names =
    [
        new("conv1", "stem.convolution"),
        new("bn1", "stem.normalization"),
        new("layer{s}.{b}.conv{k}", "stage{s}.block{b+1}.convolution{k}"),
        new("layer{s}.{b}.bn{k}", "stage{s}.block{b+1}.normalization{k}"),
        new("layer{s}.{b}.downsample.0", "stage{s}.block{b+1}.shortcut"),
        new("layer{s}.{b}.downsample.1", "stage{s}.block{b+1}.shortcut.normalization"),
        new("fc", "head"),
    ];

    private static readonly Option<int> s_depth = Option.WholeNumber(
        "depth",
        18,
        "Layers with weights: 18 has 2, 2, 2, 2 blocks, 34 has 3, 4, 6, 3.",
        atLeast: 18,
        atMost: 34,
        unit: "layers",
        must: new("18 or 34", depth => depth is 18 or 34)
    );
    private static readonly Option<double> s_width = Option.Number(
        "width",
        1,
        "Factor on the 64, 128, 256 and 512 channels of the stages.",
        atLeast: 0.0625,
        atMost: 4,
        unit: "factor"
    );
    private static readonly Option<int> s_stride = Option.WholeNumber(
        "stride",
        4,
        "Rows and columns of the image for each of the first stage: 4 as in the paper; 2 leaves the pooling out; 1 has a 3×3 convolution "
            + "instead of the 7×7 one, for small images.",
        atLeast: 1,
        atMost: 4,
        unit: "pixels",
        must: new("1, 2 or 4", stride => stride is 1 or 2 or 4)
    );

    /// <summary>The architecture <c>resnet-imagenet</c>.</summary>
    public ImageNetResNet()
        : base("resnet-imagenet", "ResNet-18 and ResNet-34 for photographs (He et al. 2015, arXiv:1512.03385): four stages of blocks.") { }

    /// <summary>Layers with weights: 18 or 34.</summary>
    public int Depth
    {
        get => Get(s_depth);
        init => Values = Changed<int>(s_depth, value);
    }

    /// <summary>Factor on the 64, 128, 256 and 512 channels of the stages; at least 0.0625, at most 4.</summary>
    public double Width
    {
        get => Get(s_width);
        init => Values = Changed<double>(s_width, value);
    }

    /// <summary>Rows and columns of the image for each of the first stage: 1, 2 or 4.</summary>
    public int Stride
    {
        get => Get(s_stride);
        init => Values = Changed<int>(s_stride, value);
    }

    /// <summary>The names of torchvision.</summary>
    internal override IReadOnlyList<NameRule> NamesElsewhere => s_names;

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var input = network.Samples;
        RequireImage(input);
        var x = Maps(network, input)[^1];
        return network.Linear(network.Named(x.GlobalAveragePool().Flatten(), "features"), answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"resnet-imagenet-{Depth}{(Width is 1 ? "" : $" width {Width}")}");

    /// <summary>Adds all but the average and the head, and returns the last map of each stage.</summary>
    /// <param name="network">Where it is added.</param>
    /// <param name="input">[N, C, H, W].</param>
    internal IReadOnlyList<Value> Maps(NetworkBuilder network, Value input)
    {
        var x = network.Convolution(input, ChannelsOf(1), Stride == 1 ? 3 : 7, Math.Min(2, Stride), "stem.convolution");
        x = network.Named(network.BatchNormalization(x, "stem.normalization").Relu(), "stem");
        x = Stride == 4 ? x.MaxPool(Window.Square(3, 2, 1)) : x;
        var maps = new List<Value>();
        foreach (var (index, blocks) in (Depth == 18 ? [2, 2, 2, 2] : new[] { 3, 4, 6, 3 }).Index())
        {
            for (var block = 1; block <= blocks; block++)
            {
                var name = $"stage{index + 1}.block{block}";
                x = ResNet.Block(network, x, ChannelsOf(index + 1), index > 0 && block == 1 ? 2 : 1, ResNetShortcut.Projection, name);
            }

            maps.Add(x);
        }

        return maps;
    }

    private int ChannelsOf(int stage) => Math.Max(1, (int)Math.Round((32 << stage) * Width));
}
