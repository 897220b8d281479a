using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Runs;
using Decant.Tests.Pipeline;
using Google.Protobuf;

namespace Decant.Tests.Adoption;

/// <summary>Convolutions whose file names height and width instead of saying them, as many exports do.</summary>
public sealed class NamedSizesTests : IDisposable
{
    private readonly string _static = Path.GetTempFileName();
    private readonly string _named = Path.GetTempFileName();

    public NamedSizesTests()
    {
        var graph = Convolution();
        OnnxFile.Write(graph, _static);
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_static));
        var sizes = model.Graph.Input[0].Type.TensorType.Shape.Dim;
        (sizes[0].DimParam, sizes[2].DimParam, sizes[3].DimParam) = ("batch", "height", "width");
        File.WriteAllBytes(_named, model.ToByteArray());
    }

    [Fact]
    public void Without_the_sizes_the_file_is_refused_by_the_name_that_is_missing()
    {
        var message = Assert.Throws<DecantException>(() => OnnxFile.Read(_named)).Message;

        Assert.Contains(
            "with H and W known, received [batch, 1, height, width]. Give the input fixed height and width.",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void With_the_sizes_it_is_the_file_that_says_them()
    {
        var (said, told) = (
            OnnxFile.Read(_static),
            OnnxFile.Read(
                _named,
                new Dictionary<string, int>
                {
                    ["height"] = 28,
                    ["width"] = 28,
                    ["batch"] = 2,
                }
            )
        );
        using var input = new Tensor(ElementType.Float32, 2, 1, 28, 28);
        var stream = new RandomStream(2, "images");
        foreach (ref var pixel in input.Span<float>())
        {
            pixel = stream.NextSingle();
        }

        Assert.Equal("image: Float32[2, 1, 28, 28]", told.Inputs[0].ToString());
        Assert.Equal(ForeignNetwork.Run(said, "scores", input), ForeignNetwork.Run(told, "scores", input));
    }

    [Fact]
    public void The_declared_inputs_are_read_without_the_operators() =>
        Assert.Equal(["image [batch, 1, height, width]"], OnnxFile.Inputs(_named).Select(input => $"{input.Name} {input.Shape}"));

    [Fact]
    public void A_teacher_takes_the_sizes_of_the_images_that_it_is_shown()
    {
        using var said = new SmallRun($"teacher={{ onnx: '{_static}', preprocess: {{ range: 1 }} }}", "compare.arms=[]");
        using var told = new SmallRun($"teacher={{ onnx: '{_named}', preprocess: {{ range: 1 }} }}", "compare.arms=[]");

        Assert.Equal(Accuracy(said, ArmNames.Teacher), Accuracy(told, ArmNames.Teacher));
        Assert.Equal(Accuracy(said, ArmNames.Distilled), Accuracy(told, ArmNames.Distilled));
    }

    [Theory]
    [InlineData("N,3,h,w", "3,8,6", "h=8,w=6")]
    [InlineData("N,c,h,h", "3,8,8", "c=3,h=8")]
    [InlineData("N,c,h,h", "3,8,6", "")]
    [InlineData("N,1,h,w", "3,8,6", "")]
    [InlineData("N,h,w", "3,8,6", "")]
    [InlineData("s,3,s,s", "3,8,8", "")]
    public void Names_stand_for_the_sizes_of_a_sample_where_it_fits(string declared, string sample, string expected)
    {
        var shape = new Shape(declared.Split(',').Select(size => int.TryParse(size, out var number) ? number : new Dimension(size)));

        var sizes = SampleSizes.Of([("x", shape)], [.. sample.Split(',').Select(int.Parse)]);

        Assert.Equal(expected, string.Join(',', sizes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}")));
    }

    public void Dispose()
    {
        File.Delete(_static);
        File.Delete(_named);
    }

    private static double Accuracy(SmallRun run, string arm) => run.Arm(arm).Seeds[0].Test.Metric("accuracy")!.Value;

    private static Graph Convolution()
    {
        var graph = new Graph("foreign");
        var image = graph.AddInput("image", ElementType.Float32, new Shape("N", 1, 28, 28));
        var hidden = image.Conv(Weight("conv.weight", 4, 1, 5, 5), Weight("conv.bias", 4), new Window(5, 5, 3, 3)).Relu();
        graph.AddOutput(hidden.ReduceMean([2, 3]).Linear(Weight("fc.weight", 10, 4), Weight("fc.bias", 10)), "scores");
        return graph;

        Value Weight(string name, params int[] dimensions)
        {
            var (data, stream) = (new Tensor(ElementType.Float32, dimensions), new RandomStream(7, name));
            foreach (ref var number in data.Span<float>())
            {
                number = (float)(0.4 * stream.NextNormal());
            }

            return graph.AddInitializer(name, data);
        }
    }
}
