using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Students;

/// <summary>
/// Mobile networks: inverted residuals of depthwise convolutions, with squeeze-and-excite and hard swish in the newer one.
/// MobileNetV2 is of
/// Sandler et al. 2018, arXiv:1801.04381, MobileNetV3-Small of Howard et al. 2019, arXiv:1905.02244. Values: <c>stem</c>, <c>block1</c>, …,
/// <c>features</c>.
/// </summary>
public sealed record MobileNet : Architecture
{
    private static readonly Option<MobileNetVersion> s_version = Option.Choice<MobileNetVersion>(
        "version",
        MobileNetVersion.V3Small,
        "Which network: v2 has no squeeze-and-excite and clips at 6."
    );
    private static readonly Option<double> s_width = Option.Number(
        "width",
        1,
        "Factor on all channels; they become multiples of 8.",
        atLeast: 0.0625,
        atMost: 4,
        unit: "factor"
    );
    private static readonly Option<int> s_stride = Option.WholeNumber(
        "stride",
        32,
        "Rows and columns of the image for each of the last map: 32 for images of 224 pixels; less for small ones, "
            + "the first layers then keep "
            + "the size.",
        atLeast: 1,
        atMost: 32,
        unit: "pixels",
        must: new("a power of 2: 1, 2, 4, 8, 16, 32", stride => (stride & (stride - 1)) == 0)
    );
    private static readonly Option<double> s_dropout = Option.Number(
        "dropout",
        0,
        "Share of the last features that is silenced at random in every step; both papers have 0.2.",
        atLeast: 0,
        below: 1,
        unit: "share"
    );

    /// <summary>The architecture <c>mobilenet</c>.</summary>
    public MobileNet()
        : base("mobilenet", "Inverted residuals for small devices: MobileNetV2 (arXiv:1801.04381) and V3-Small (arXiv:1905.02244).") { }

    /// <summary>Which network.</summary>
    public MobileNetVersion Version
    {
        get => Get(s_version);
        init => Values = Changed<MobileNetVersion>(s_version, value);
    }

    /// <summary>Factor on all channels; at least 0.0625, at most 4.</summary>
    public double Width
    {
        get => Get(s_width);
        init => Values = Changed<double>(s_width, value);
    }

    /// <summary>Rows and columns of the image for each of the last map: 1, 2, 4, 8, 16 or 32.</summary>
    public int Stride
    {
        get => Get(s_stride);
        init => Values = Changed<int>(s_stride, value);
    }

    /// <summary>Share of the last features that is silenced at random in every step; at least 0, below 1.</summary>
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
        var body = new MobileNetBody(Version, Width, Stride);
        var x = body.Maps(network, input)[^1];

        // Both widen once more before the average; only V3 has a layer after it.
        var isNew = Version == MobileNetVersion.V3Small;
        var last = isNew ? 6 * x.Shape[1].Size : Math.Max(1280, body.Scaled(1280));
        x = network.Convolution(x, last, kernel: 1, stride: 1, "last.convolution");
        x = body.Activate(network.BatchNormalization(x, "last.normalization")).GlobalAveragePool().Flatten();
        x = network.Named(isNew ? network.Linear(x, body.Scaled(1024), "hidden").HardSwish() : x, "features");
        return network.Linear(Dropout is > 0 and var share ? x.Dropout(share) : x, answers, "head", isHead: true);
    }

    /// <inheritdoc/>
    public override string Describe() =>
        FormattableString.Invariant(
            $"mobilenet-{(Version == MobileNetVersion.V2 ? "v2" : "v3-small")}{(Width is 1 ? "" : $" width {Width}")}"
        );
}
