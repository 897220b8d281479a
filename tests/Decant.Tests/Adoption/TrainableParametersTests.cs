using Decant.Adoption;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Tests.Adoption;

public sealed class TrainableParametersTests
{
    [Fact]
    public void Weights_biases_scales_and_tables_are_trained_and_constants_are_not()
    {
        var graph = new Graph("words");
        var words = graph.AddInput("words", ElementType.Int64, new Shape("n", 4));
        var pixels = graph.AddInput("pixels", ElementType.Float32, new Shape("n", 4));
        var embedded = Number("table", 10, 3).Gather(words);
        var scaled = (embedded * Number("gamma", 3)) + Number("beta", 3) + Number("mask", 4, 3) + Number("step");
        var other = ((pixels - Number("mean", 4)) / Number("deviation", 4)).MatMul(Number("weight", 4, 3));
        graph.AddOutput(scaled.ReduceSum([1]) + other, "y");
        graph["mask"].Data!.Span<float>()[2] = float.NegativeInfinity;

        TrainableParameters.Mark(graph);

        Assert.Equal(["beta", "gamma", "table", "weight"], graph.Parameters.Order());

        Value Number(string name, params int[] dimensions) => graph.AddInitializer(name, new Tensor(ElementType.Float32, dimensions));
    }

    [Fact]
    public void A_file_that_says_itself_what_is_trained_is_believed()
    {
        var graph = ForeignNetwork.Of(new Shape("n", 2, 6, 6));
        graph.Parameters.Add("fc.bias");

        TrainableParameters.Mark(graph);

        Assert.Equal(["fc.bias"], graph.Parameters);
    }
}
