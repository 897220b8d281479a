using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using Google.Protobuf;

namespace Decant.Tests.Adoption;

/// <summary>Files are looked at whether their sizes are written in them, told, or free.</summary>
public sealed class ModelInspectionTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_convolution_of_free_height_and_width_is_shown_at_sizes_that_are_told()
    {
        WriteConvolution();
        var model = ModelInspection.Inspect(_file, new Dictionary<string, int> { ["H"] = 6, ["W"] = 5 });

        Assert.Null(model.Assumption);
        Assert.Equal("N,1,6,5", string.Join(',', model.Inputs[0].Shape));
        Assert.Equal("N,2,4,3", string.Join(',', model.Outputs[0].Shape));
        // A 3×3 kernel for 2 channels of 4·3 pixels, a multiplication and a sum each.
        Assert.Equal(2 * 9 * 2 * 4 * 3, model.Operators.Single(use => use.Operator == "Conv").Flops);
    }

    [Fact]
    public void Without_sizes_it_is_shown_at_assumed_ones_and_says_so()
    {
        WriteConvolution();
        var model = ModelInspection.Inspect(_file);

        Assert.Contains(
            "shown is the network for zeros of x [1, 1, 224, 224]. Say other sizes with --dim NAME=NUMBER.",
            model.Assumption,
            StringComparison.Ordinal
        );
        Assert.Equal("N,1,H,W", string.Join(',', model.Inputs[0].Shape));
        Assert.Equal("1,2,222,222", string.Join(',', model.Outputs[0].Shape));
    }

    [Fact]
    public void A_size_that_the_file_does_not_leave_free_is_refused_with_those_that_it_does()
    {
        WriteConvolution();

        Assert.Contains(
            "'w'; nearest: 'W'; known: N, H, W",
            Assert.Throws<DecantException>(() => ModelInspection.Inspect(_file, new Dictionary<string, int> { ["w"] = 5 })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_without_free_sizes_says_so()
    {
        var graph = new Graph("fixed");
        graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape(2, 3)).Exp(), "y");
        OnnxFile.Write(graph, _file);

        Assert.Contains(
            "has no free size, so 'N' cannot be set. Its inputs are x [2, 3].",
            Assert.Throws<DecantException>(() => ModelInspection.Inspect(_file, new Dictionary<string, int> { ["N"] = 5 })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_network_that_branches_on_an_input_is_shown_for_zeros()
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("DECANT_DATA") ?? "", "pretrained", "foreign", "silero_vad.onnx");
        Assert.SkipUnless(
            File.Exists(path),
            "The network is missing: set DECANT_DATA to the folder of the test data, with pretrained/foreign/silero_vad.onnx in it."
        );
        var model = ModelInspection.Inspect(path);

        Assert.Contains("h [2, 1, 64]", model.Assumption, StringComparison.Ordinal);
        Assert.Equal(2, model.Operators.Single(use => use.Operator == "LSTM").Count);
        Assert.DoesNotContain(model.Operators, use => use.Operator == "If");
    }

    private void WriteConvolution()
    {
        var graph = new Graph("convolution");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("N", 1, 8, 8));
        graph.AddOutput(x.Conv(graph.AddInitializer("w", new Tensor(ElementType.Float32, 2, 1, 3, 3)), null, new Window(3, 3)), "y");
        OnnxFile.Write(graph, _file);
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(_file));
        var sizes = model.Graph.Input[0].Type.TensorType.Shape.Dim;
        (sizes[2].DimParam, sizes[3].DimParam) = ("H", "W");
        File.WriteAllBytes(_file, model.ToByteArray());
    }
}
