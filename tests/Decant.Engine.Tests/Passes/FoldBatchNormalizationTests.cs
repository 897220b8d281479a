using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

public sealed class FoldBatchNormalizationTests
{
    private static readonly Dictionary<string, int> s_bounds = new() { ["N"] = 4 };

    [Fact]
    public void A_folded_network_has_no_normalisation_and_gives_the_same_answers()
    {
        var graph = Networks.ResNet();
        var folded = FoldBatchNormalization.Run(graph);
        Assert.DoesNotContain(folded.Nodes, node => node.Operator is BatchNormalization);
        var feeds = Networks.Feeds(graph, 4);
        var run = new GraphRun(graph, "managed") { Bounds = s_bounds };
        Closeness.Check("logits", run.Of(feeds)["logits"], (run with { Graph = folded }).Of(feeds)["logits"], 1e-5);
    }

    [Fact]
    public void Folding_follows_the_formula()
    {
        // s = scale/√(variance + ε); weight' = s·w; bias' = s·(b − mean) + bias
        var graph = new Graph();
        Value One(string name, float number) => graph.AddInitializer(name, Tensor.From<float>([number]));
        var x = graph.AddInput("x", ElementType.Float32, new Shape(1, 1, 1, 1));
        var y = x.Conv(graph.AddInitializer("w", Tensor.From<float>([5], 1, 1, 1, 1)), One("b", 7), new Window());
        graph.AddOutput(y.BatchNormalization(One("scale", 6), One("bias", 0.5f), One("mean", 4), One("variance", 8), epsilon: 1), "y");
        var folded = FoldBatchNormalization.Run(graph);
        var conv = Assert.Single(folded.Nodes);
        Assert.Equal(10, conv.Inputs[1]!.Data!.Span<float>()[0]);
        Assert.Equal((2 * (7 - 4)) + 0.5, conv.Inputs[2]!.Data!.Span<float>()[0]);
    }

    [Fact]
    public void A_convolution_that_others_read_stays()
    {
        var graph = Networks.ResNet();
        var hint = graph["stem.conv"];
        graph.AddOutput(hint);
        var folded = FoldBatchNormalization.Run(graph);
        Assert.Single(folded.Nodes, node => node.Operator is BatchNormalization);
        var feeds = Networks.Feeds(graph, 4);
        var run = new GraphRun(graph, "managed") { Bounds = s_bounds };
        Assert.Equal(run.Of(feeds)["stem.conv"], (run with { Graph = folded }).Of(feeds)["stem.conv"]);
    }

    [Fact]
    public void The_original_graph_and_its_weights_stay_as_they_were()
    {
        var graph = Networks.ResNet();
        var before = graph["stem"].Data!.Span<float>().ToArray();
        var nodes = graph.Nodes.Count;
        PassLists.Frozen.Run(graph);
        Assert.Equal(before, graph["stem"].Data!.Span<float>().ToArray());
        Assert.Equal(nodes, graph.Nodes.Count);
    }
}
