using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;
using Decant.Students;

namespace Decant.Tasks.Detection;

/// <summary>
/// Things in a picture, in one stage and without anchors (Tian et al. 2019, "FCOS", arXiv:1904.01355; Li et al. 2020, "Generalized Focal
/// Loss", arXiv:2006.04388). Stages of residual blocks, each on half the height and width of the one before; a pyramid that brings what the
/// small ones see back to the larger (Lin et al. 2017, arXiv:1612.03144); at each place of each level of the pyramid a logit for
/// each class,
/// which is high where a box of it is found and lies well, and how far its edges are, as probabilities of 0, 1, …, bins − 1 strides. The
/// levels share the weights of these last layers, and have normalisations of their own. Values: <c>stage1</c>, …, <c>pyramid1</c>, ….
/// </summary>
public sealed record Detector : Architecture
{
    // He-like for layers before a rectifier; the last ones begin small, and with all classes improbable (FCOS, section 3).
    private const double LastDeviation = 0.01;
    private const double FirstProbability = 0.01;

    private static readonly Option<ValueList<int>> s_channels = Option.WholeNumbers(
        "channels",
        [16, 32, 64, 96, 128],
        "Channels of each stage; every stage halves height and width.",
        atLeast: 1,
        atMost: 4096,
        unit: "channels"
    );
    private static readonly Option<int> s_blocks = Option.WholeNumber(
        "blocks",
        1,
        "Residual blocks of each stage after its first layer.",
        atLeast: 0,
        atMost: 64,
        unit: "blocks"
    );
    private static readonly Option<int> s_levels = Option.WholeNumber(
        "levels",
        3,
        "Levels of the pyramid, of the last stages; teacher and student need the same.",
        atLeast: 1,
        atMost: 8,
        unit: "levels"
    );
    private static readonly Option<int> s_width = Option.WholeNumber(
        "width",
        48,
        "Channels of the pyramid and of the layers that answer.",
        atLeast: 1,
        atMost: 4096,
        unit: "channels"
    );
    private static readonly Option<int> s_layers = Option.WholeNumber(
        "layers",
        1,
        "Layers between the pyramid and each of the two answers.",
        atLeast: 0,
        atMost: 16,
        unit: "layers"
    );
    private static readonly Option<int> s_bins = Option.WholeNumber(
        "bins",
        8,
        "Distances that an edge may have, in strides, 0 to bins − 1; teacher and student need the same.",
        atLeast: 2,
        atMost: 64,
        unit: "bins"
    );

    /// <summary>The architecture <c>detector</c>.</summary>
    public Detector()
        : base("detector", "Boxes of things in one stage: residual stages, a pyramid, classes and distances at each place.") { }

    /// <summary>Channels of each stage, every one of which halves height and width; at least 1, at most 4096.</summary>
    public ValueList<int> Channels
    {
        get => Get(s_channels);
        init => Values = Changed(s_channels, value);
    }

    /// <summary>Residual blocks of each stage after its first layer; at least 0, at most 64.</summary>
    public int Blocks
    {
        get => Get(s_blocks);
        init => Values = Changed<int>(s_blocks, value);
    }

    /// <summary>Levels of the pyramid, of the last stages; at least 1, at most 8.</summary>
    public int Levels
    {
        get => Get(s_levels);
        init => Values = Changed<int>(s_levels, value);
    }

    /// <summary>Channels of the pyramid and of the layers that answer; at least 1, at most 4096.</summary>
    public int Width
    {
        get => Get(s_width);
        init => Values = Changed<int>(s_width, value);
    }

    /// <summary>Layers between the pyramid and each of the two answers; at least 0, at most 16.</summary>
    public int Layers
    {
        get => Get(s_layers);
        init => Values = Changed<int>(s_layers, value);
    }

    /// <summary>Distances that an edge may have, in strides, 0 to bins − 1; at least 2, at most 64.</summary>
    public int Bins
    {
        get => Get(s_bins);
        init => Values = Changed<int>(s_bins, value);
    }

    /// <inheritdoc/>
    public override Value Build(NetworkBuilder network, int answers)
    {
        var input = network.Samples;
        RequireImage(input);
        if (Levels > Channels.Count)
        {
            throw new DecantException(
                $"{Name}: expected at most as many levels as stages, received {Levels} levels of {Channels.Count} "
                    + $"stages. Lower 'levels', or "
                    + "give more 'channels'."
            );
        }

        var pyramid = Pyramid(network, Stages(network, input));
        var grid = LocationGrid.Of(
            network.Graph,
            pyramid.Select((level, l) => (level.Shape[2].Size, level.Shape[3].Size, 1 << (Channels.Count - Levels + l + 1)))
        );
        var (classes, distances) = (new List<Value>(), new List<Value>());
        for (var l = 0; l < pyramid.Count; l++)
        {
            var area = pyramid[l].Shape[2] * pyramid[l].Shape[3];
            var z = Last(network, Tower(network, pyramid[l], "classes", l), answers, "head.classes", -Math.Log((1 / FirstProbability) - 1));
            classes.Add(z.Reshape(new Shape(z.Shape[0], answers, area)));
            var d = Last(network, Tower(network, pyramid[l], "distances", l), 4 * Bins, "head.distances", 0);
            distances.Add(d.Reshape(new Shape(d.Shape[0], 4 * Bins, area)).Transpose(0, 2, 1));
        }

        var all = distances.Concat(1);
        network.AddOutput(all, ObjectDetection.Distances);
        network.AddOutput(grid.Clipped(grid.Boxes(all), input.Shape[2].Size, input.Shape[3].Size), ObjectDetection.Boxes);
        return classes.Concat(2);
    }

    /// <inheritdoc/>
    public override string Describe() => $"detector {string.Join('-', Channels)}, {Levels} levels of {Width}";

    private List<Value> Stages(NetworkBuilder network, Value input)
    {
        var (x, stages) = (input, new List<Value>());
        for (var stage = 1; stage <= Channels.Count; stage++)
        {
            var (name, channels) = ($"stage{stage}", Channels[stage - 1]);
            x = Block(network, x, channels, stride: 2, $"{name}.down");
            for (var block = 1; block <= Blocks; block++)
            {
                var y = Block(network, x, channels, stride: 1, $"{name}.block{block}.first");
                var second = $"{name}.block{block}.second";
                y = network.BatchNormalization(network.Convolution(y, channels, 3, 1, $"{second}.convolution"), $"{second}.normalization");
                x = (x + y).Relu();
            }

            stages.Add(network.Named(x, name));
        }

        return stages;
    }

    // From the smallest level to the largest, then in the order of their strides.
    private List<Value> Pyramid(NetworkBuilder network, List<Value> stages)
    {
        var levels = new List<Value>();
        Value? above = null;
        for (var l = Levels; l >= 1; l--)
        {
            var stage = stages[stages.Count - Levels + l - 1];
            var x = network.Convolution(stage, Width, 1, 1, $"pyramid{l}.lateral", isHead: true);
            x = above is null ? x : x + above.Doubled(x.Shape);
            above = x;
            levels.Insert(0, network.Named(Block(network, x, Width, 1, $"pyramid{l}.smooth"), $"pyramid{l}"));
        }

        return levels;
    }

    private Value Tower(NetworkBuilder network, Value x, string answer, int level)
    {
        for (var layer = 1; layer <= Layers; layer++)
        {
            var name = $"head.{answer}{layer}";
            // He et al. 2015, arXiv:1502.01852: deviation √(2/n) with n = kernel²·channels.
            x = x.Conv(Shared(network, $"{name}.weight", Math.Sqrt(2.0 / (9 * Width)), Width, Width, 3, 3), null, Window.Square(3, 1, 1));
            x = network.BatchNormalization(x, $"{name}.level{level + 1}.normalization").Relu();
        }

        return x;
    }

    private Value Last(NetworkBuilder network, Value x, int channels, string name, double bias)
    {
        var weight = Shared(network, $"{name}.weight", LastDeviation, channels, Width, 3, 3);
        if (network.Graph.Find($"{name}.bias") is not { } first)
        {
            first = network.Graph.AddParameter($"{name}.bias", Tensor.From<float>([.. Enumerable.Repeat((float)bias, channels)], channels));
        }

        return x.Conv(weight, first, Window.Square(3, 1, 1));
    }

    private static Value Shared(NetworkBuilder network, string name, double deviation, params ReadOnlySpan<int> dimensions) =>
        network.Graph.Find(name) ?? network.Parameter(name, deviation, dimensions);

    private static Value Block(NetworkBuilder network, Value x, int channels, int stride, string name) =>
        network.BatchNormalization(network.Convolution(x, channels, 3, stride, $"{name}.convolution"), $"{name}.normalization").Relu();
}
