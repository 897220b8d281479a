using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Students;
using Decant.Tasks;
using Decant.Tests.Shared;

namespace Decant.Tests.Students;

/// <summary>Networks for photographs: parameters as others publish them, shapes, and the same answers as ONNX Runtime.</summary>
public class ImageNetworkTests
{
    private static readonly Dictionary<string, Architecture> s_networks = new()
    {
        ["resnet-18"] = new ImageNetResNet(),
        ["resnet-34"] = new ImageNetResNet { Depth = 34 },
        ["mobilenet-v2"] = new MobileNet { Version = MobileNetVersion.V2 },
        ["mobilenet-v3-small"] = new MobileNet(),
        ["small resnet-18"] = new ImageNetResNet { Width = 0.125, Stride = 1 },
        ["small mobilenet-v2"] = new MobileNet
        {
            Version = MobileNetVersion.V2,
            Width = 0.25,
            Stride = 4,
        },
        ["small mobilenet-v3-small"] = new MobileNet { Width = 0.5, Stride = 8 },
        ["unet"] = new UNet { Channels = [4, 6, 8] },
        ["unet, stride 2"] = new UNet
        {
            Channels = [4, 6],
            Stride = 2,
            Convolutions = 1,
            Dropout = 0.1,
        },
        ["unet, stride 3"] = new UNet { Channels = [4, 6, 8], Stride = 3 },
        ["lraspp mobilenet-v3-small"] = new LiteRAspp { Width = 0.5, Channels = 12 },
        ["lraspp mobilenet-v2"] = new LiteRAspp
        {
            Backbone = "mobilenet-v2",
            Width = 0.25,
            Stride = 8,
            Channels = 12,
        },
        ["lraspp resnet-18"] = new LiteRAspp
        {
            Backbone = "resnet-18",
            Width = 0.125,
            Channels = 12,
        },
    };

    // torchvision 0.22, "num_params" of its weights for ImageNet.
    [Theory]
    [InlineData("resnet-18", 11_689_512)]
    [InlineData("resnet-34", 21_797_672)]
    [InlineData("mobilenet-v2", 3_504_872)]
    [InlineData("mobilenet-v3-small", 2_542_856)]
    public void Parameters_are_as_many_as_published(string name, long expected)
    {
        var network = Classifier(name, 224, 224, 1000);
        Assert.Equal(expected, Count(network));
    }

    // Ronneberger et al. 2015 count 23 convolutional layers: 18 of 3×3, 4 that enlarge, 1 that answers.
    [Fact]
    public void The_paper_s_unet_has_23_layers_and_the_parameters_of_their_formula()
    {
        var network = Segmenter(new UNet(), 64, 96, 2);
        int[] channels = [64, 128, 256, 512, 1024];
        var (expected, inputs) = (0L, 3);
        foreach (var c in channels)
        {
            expected += (9L * inputs * c) + (9L * c * c) + (4 * c);
            inputs = c;
        }

        foreach (var c in channels[..^1].Reverse())
        {
            expected += (4L * inputs * c) + (9L * 2 * c * c) + (9L * c * c) + (4 * c);
            inputs = c;
        }

        Assert.Equal(expected + (64 * 2) + 2, Count(network));
        Assert.Equal(23, network.Parameters.Count(name => network[name].Shape.Rank == 4));
    }

    [Theory]
    [InlineData("resnet-18", new[] { 64, 56, 56 }, new[] { 512, 7, 7 })]
    [InlineData("small resnet-18", new[] { 8, 224, 224 }, new[] { 64, 28, 28 })]
    public void Stages_of_residual_networks_halve_the_image(string name, int[] first, int[] last)
    {
        var network = Classifier(name, 224, 224, 10);
        Assert.Equal(new Shape("N", first[0], first[1], first[2]), network["stage1.block2"].Shape);
        Assert.Equal(new Shape("N", last[0], last[1], last[2]), network["stage4.block2"].Shape);
    }

    [Theory]
    [InlineData(MobileNetVersion.V2, 17, 320)]
    [InlineData(MobileNetVersion.V3Small, 11, 96)]
    public void The_stride_of_mobile_networks_is_what_the_recipe_asks_for(MobileNetVersion version, int blocks, int channels)
    {
        foreach (var stride in new[] { 1, 2, 4, 8, 16, 32 })
        {
            var network = Network.Build(new MobileNet { Version = version, Stride = stride }, [3, 64, 96], 10, InputScaling.None, 1);
            Assert.Equal(new Shape("N", channels, 64 / stride, 96 / stride), network[$"block{blocks}"].Shape);
        }
    }

    [Theory]
    [InlineData("unet", 45, 30)]
    [InlineData("unet", 1, 9)]
    [InlineData("unet, stride 2", 45, 31)]
    [InlineData("unet, stride 3", 22, 47)]
    [InlineData("lraspp mobilenet-v3-small", 45, 60)]
    [InlineData("lraspp mobilenet-v2", 33, 17)]
    [InlineData("lraspp resnet-18", 64, 48)]
    public void Every_pixel_has_an_answer_whatever_the_size(string name, int height, int width) =>
        Assert.Equal(new Shape("N", 5, height, width), Segmenter(s_networks[name], height, width, 5)[Network.Logits].Shape);

    [Theory]
    [InlineData("small resnet-18")]
    [InlineData("small mobilenet-v2")]
    [InlineData("small mobilenet-v3-small")]
    [InlineData("unet")]
    [InlineData("unet, stride 2")]
    [InlineData("unet, stride 3")]
    [InlineData("lraspp mobilenet-v3-small")]
    [InlineData("lraspp mobilenet-v2")]
    [InlineData("lraspp resnet-18")]
    public void The_written_file_answers_the_same_in_ONNX_Runtime(string name)
    {
        OnnxRuntimeOracle.SkipIfMissing();
        var network = Of(name);
        var images = Tensor.From<float>([.. Enumerable.Range(0, 2 * 3 * 33 * 28).Select(i => (i * 7919 % 1000) / 1000f)], 2, 3, 33, 28);
        var inputs = new Dictionary<string, Tensor> { [Network.Input] = images };

        var expected = OnnxRuntimeOracle.Run(Written(network), inputs);
        foreach (var kernels in new[] { "reference", "managed" })
        {
            var actual = GraphRun.Of(network, inputs, kernels);
            TensorAssert.Close(expected[Network.Logits], actual[Network.Logits], 1e-4, 1e-4);
        }
    }

    private static Graph Of(string name) =>
        name.StartsWith("unet", StringComparison.Ordinal) || name.StartsWith("lraspp", StringComparison.Ordinal)
            ? Segmenter(s_networks[name], 33, 28, 5)
            : Classifier(name, 33, 28, 5);

    private static Graph Classifier(string name, int height, int width, int classes) =>
        Network.Build(s_networks[name], [3, height, width], classes, InputScaling.None, 1);

    private static Graph Segmenter(Architecture architecture, int height, int width, int classes) =>
        Network.Build(
            architecture,
            [3, height, width],
            new NetworkHead(LearningTasks.Of("image-segmentation"), classes),
            InputScaling.None,
            1
        );

    private static byte[] Written(Graph network)
    {
        using var file = new MemoryStream();
        OnnxFile.Write(network, file);
        return file.ToArray();
    }

    private static long Count(Graph network) => network.Parameters.Sum(name => network[name].Shape.Elements.Size);
}
