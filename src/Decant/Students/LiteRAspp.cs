using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students;

/// <summary>
/// LR-ASPP, the "lite reduced atrous spatial pyramid pooling" of MobileNetV3 (Howard et al. 2019, arXiv:1905.02244, section 6.4): the last
/// map of a backbone goes through a 1×1 convolution, weighed channel by channel by the sigmoid of a second one of its average over
/// the image;
/// enlarged to the map before it, answers of both are added and enlarged to the image, linearly between pixel centres. Values: those of the
/// backbone, <c>head.context</c>.
/// </summary>
public sealed record LiteRAspp : Architecture
{
    private const string V3Small = "mobilenet-v3-small",
        V2 = "mobilenet-v2",
        ResNet18 = "resnet-18";

    private static readonly Option<string> s_backbone = Option.Word(
        "backbone",
        V3Small,
        [V3Small, V2, ResNet18],
        "The network whose maps are read."
    );
    private static readonly Option<double> s_width = Option.Number(
        "width",
        1,
        "Factor on the backbone's channels.",
        atLeast: 0.0625,
        atMost: 4,
        unit: "factor"
    );
    private static readonly Option<int> s_stride = Option.WholeNumber(
        "stride",
        16,
        "Rows and columns of the image for each of the last map.",
        atLeast: 8,
        atMost: 32,
        unit: "pixels",
        must: new("8, 16 or 32", stride => stride is 8 or 16 or 32)
    );
    private static readonly Option<int> s_channels = Option.WholeNumber(
        "channels",
        128,
        "Channels of the head.",
        atLeast: 1,
        atMost: 4096,
        unit: "channels"
    );

    /// <summary>The architecture <c>lraspp</c>.</summary>
    public LiteRAspp()
        : base("lraspp", "A class for each pixel by the light head of MobileNetV3 (Howard et al. 2019, arXiv:1905.02244) on a backbone.")
    { }

    /// <summary>The network whose maps are read: <c>mobilenet-v3-small</c>, <c>mobilenet-v2</c> or <c>resnet-18</c>.</summary>
    public string Backbone
    {
        get => Get(s_backbone);
        init => Values = Changed(s_backbone, value);
    }

    /// <summary>Factor on the backbone's channels; at least 0.0625, at most 4.</summary>
    public double Width
    {
        get => Get(s_width);
        init => Values = Changed<double>(s_width, value);
    }

    /// <summary>Rows and columns of the image for each of the last map: 8, 16 or 32.</summary>
    public int Stride
    {
        get => Get(s_stride);
        init => Values = Changed<int>(s_stride, value);
    }

    /// <summary>Channels of the head; 1 to 4096.</summary>
    public int Channels
    {
        get => Get(s_channels);
        init => Values = Changed<int>(s_channels, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var input = network.Samples;
        RequireImage(input);
        var maps = Maps(network, input);
        var (low, high) = (maps[^2], maps[^1]);
        var x = network.BatchNormalization(network.Convolution(high, Channels, 1, 1, "head.convolution"), "head.normalization").Relu();
        x *= network.Convolution(high.GlobalAveragePool(), Channels, 1, 1, "head.weighing").Sigmoid();
        x = network.Named(x, "head.context").Enlarged(low.Shape);
        x = network.Convolution(x, answers, 1, 1, "head", isHead: true) + network.Convolution(low, answers, 1, 1, "head.low", isHead: true);
        return x.Enlarged(input.Shape);
    }

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"lraspp {Backbone}{(Width is 1 ? "" : $" width {Width}")}");

    // A residual network has four stages, the first at an eighth of the last one's stride.
    private IReadOnlyList<Value> Maps(NetworkBuilder network, Value input) =>
        Backbone == ResNet18
            ? new ImageNetResNet { Width = Width, Stride = Stride / 8 }.Maps(network, input)
            : new MobileNetBody(Backbone == V2 ? MobileNetVersion.V2 : MobileNetVersion.V3Small, Width, Stride).Maps(network, input);
}
