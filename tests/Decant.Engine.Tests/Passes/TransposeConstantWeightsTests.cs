using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

public sealed class TransposeConstantWeightsTests
{
    [Theory]
    [InlineData(1, 300, 100)] // one tile of rows reads the turned weight where it stands; 100 columns are no whole number of panels
    [InlineData(3, 700, 613)]
    [InlineData(40, 300, 100)]
    public void A_turned_weight_changes_no_bit(int n, int inputs, int units)
    {
        var graph = Layer(n, inputs, units);
        var turned = TransposeConstantWeights.Run(graph);
        Assert.All(turned.Nodes, node => Assert.False(((Gemm)node.Operator).TransposeB));
        var feeds = Networks.Feeds(graph, n);
        var run = new GraphRun(graph, KernelSet.Managed) { Threads = 2 };

        Assert.Equal(run.Of(feeds)["y"], (run with { Graph = turned }).Of(feeds)["y"]);
    }

    [Fact]
    public void A_sample_alone_has_the_bits_that_it_has_among_others()
    {
        const int inputs = 700, units = 613;
        var rows = Enumerable.Range(0, 40 * inputs).Select(i => Math.Sin(i)).ToArray();
        var many = new GraphRun(TransposeConstantWeights.Run(Layer(40, inputs, units)), KernelSet.Managed) { Threads = 2 };
        var alone = new GraphRun(TransposeConstantWeights.Run(Layer(1, inputs, units)), KernelSet.Managed) { Threads = 2 };

        var all = many.Of(new Dictionary<string, double[]> { ["x"] = rows })["y"];

        Assert.Equal(all[(7 * units)..(8 * units)], alone.Of(new Dictionary<string, double[]> { ["x"] = rows[(7 * inputs)..(8 * inputs)] })["y"]);
    }

    private static Graph Layer(int n, int inputs, int units)
    {
        var graph = new Graph();
        var weight = Tensor.From<float>([.. Enumerable.Range(0, units * inputs).Select(i => (float)Math.Cos(i))], units, inputs);
        var bias = Tensor.From<float>([.. Enumerable.Range(0, units).Select(i => (float)i)], units);
        graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape(n, inputs)).Linear(graph.AddParameter("w", weight), graph.AddParameter("b", bias)), "y");
        return graph;
    }
}
