using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Operators;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Sizes that are known only when a model runs are written as nodes that compute them from an input's, and read as the same sizes again.
/// </summary>
public sealed class SizeWriterTests
{
    [Fact]
    public void A_repetition_to_the_size_of_another_axis_comes_back()
    {
        var graph = new Graph("repeated");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("N", "T", 2));
        var start = graph.AddInitializer("start", Tensor.From<float>([1, 2, 3]));
        graph.AddOutput(start.BroadcastTo(new Shape(4, "N", 3)), "once");
        graph.AddOutput(start.BroadcastTo(new Shape((Dimension)"N" * 2 * "T", 3)), "product");
        graph.AddOutput(x.ReduceSum([1], keepDimensions: true).BroadcastTo(new Shape("N", "T", 2)), "kept");

        var back = Back(graph);

        Assert.Equal(["[4, N, 3]", "[2·N·T, 3]", "[N, T, 2]"], back.Outputs.Select(output => output.Shape.ToString()));
        Assert.Equal(["x"], back.Inputs.Select(input => input.Name));
    }

    [Fact]
    public void A_size_of_no_axis_of_an_input_is_refused()
    {
        var graph = new Graph("repeated");
        graph.AddInput("x", ElementType.Float32, new Shape((Dimension)"N" * 2));
        graph.AddOutput(graph.AddInitializer("start", Tensor.From<float>([1])).BroadcastTo(new Shape("N")), "y");

        Assert.Contains(
            "must be that of an axis of an input",
            Assert.Throws<DecantException>(() => Back(graph)).Message,
            StringComparison.Ordinal
        );
    }

    private static Graph Back(Graph graph)
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(graph, stream);
        stream.Position = 0;
        return OnnxFile.Read(stream, "repeated.onnx");
    }
}
