using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

public sealed class DeadCodeTests
{
    [Fact]
    public void What_no_output_depends_on_is_left_out_and_inputs_stay()
    {
        var graph = new Graph();
        var (x, y) = (graph.AddInput("x", ElementType.Float32, new Shape(2)), graph.AddInput("y", ElementType.Float32, new Shape(2)));
        var unused = (y * 3).Exp();
        graph.AddOutput((x + 2).Relu(), "out");
        var alive = DeadCode.Remove(graph);
        Assert.Equal(["Add", "Relu"], alive.Nodes.Select(node => node.Operator.Name));
        Assert.Equal(["x", "y"], alive.Inputs.Select(input => input.Name));
        Assert.Equal(2, Assert.Single(alive.Initializers).Data!.Span<float>()[0]);
        Assert.Contains(unused.Producer!, graph.Nodes);
    }

    [Fact]
    public void Parameters_metadata_and_names_stay()
    {
        var graph = Networks.Mlp();
        graph.Metadata["classes"] = "cat, dog";
        var alive = DeadCode.Remove(graph);
        Assert.Equal(graph.Parameters, alive.Parameters);
        Assert.Equal("cat, dog", alive.Metadata["classes"]);
        Assert.Equal(graph.Nodes.Select(node => node.Outputs[0].Name), alive.Nodes.Select(node => node.Outputs[0].Name));
    }

    [Fact]
    public void A_part_of_a_graph_can_be_asked_for_by_name()
    {
        var graph = Networks.ResNet();
        var part = DeadCode.Remove(graph, ["a.sum"]);
        Assert.Equal("a.sum", Assert.Single(part.Outputs).Name);
        Assert.DoesNotContain(part.Nodes, node => node.Operator is Gemm);
        Assert.Contains("a.sum", Assert.Throws<DecantException>(() => DeadCode.Remove(graph, ["a.sun"])).Message, StringComparison.Ordinal);
    }
}
