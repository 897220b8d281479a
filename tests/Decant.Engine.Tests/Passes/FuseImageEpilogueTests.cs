using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

public sealed class FuseImageEpilogueTests
{
    private static readonly Dictionary<string, int> s_bounds = new() { ["N"] = 4 };

    [Theory]
    [InlineData("managed")]
    [InlineData("reference")]
    public void A_fused_layer_gives_the_same_bits(string kernels)
    {
        var graph = Networks.Mlp();
        var fused = PassLists.Forward.Run(graph);
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is Relu);
        Same(graph, fused, kernels, 0);
    }

    [Fact]
    public void Fused_normalisations_and_residual_sums_give_the_same_answers()
    {
        var graph = FoldBatchNormalization.Run(Networks.ResNet());
        var fused = FuseEpilogue.Run(graph, isTrained: true);
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is Relu or Add);
        Assert.Equal(2, fused.Nodes.Count(node => node.Operator.Name == "Conv+Add+Relu" && node.Inputs.Count == 4));
        Same(graph, fused, "managed", 1e-6);

        // Next to unfolded normalisation only the activation is fused.
        Same(Networks.ResNet(), FuseEpilogue.Run(Networks.ResNet(), isTrained: true), "managed", 0);
    }

    [Fact]
    public void A_hint_in_front_of_an_activation_survives_with_its_name_and_numbers()
    {
        var graph = Networks.ResNet();
        graph.AddOutput(graph["a.sum"]);
        var frozen = PassLists.Frozen.Run(graph);
        Assert.Equal("Conv+Add", frozen["a.sum"].Producer!.Operator.Name);
        Assert.Contains(frozen.Nodes, node => node.Operator is Relu);
        Assert.Equal(["logits", "a.sum"], frozen.Outputs.Select(output => output.Name));
        Same(graph, frozen, "managed", 1e-5);
    }

    [Fact]
    public void A_hint_behind_an_activation_keeps_its_name()
    {
        var graph = Networks.ResNet();
        var hint = graph.Nodes.First(node => node.Operator is Relu).Outputs[0];
        graph.AddOutput(hint, "hint");
        var frozen = PassLists.Frozen.Run(graph);
        Assert.Equal("Conv+Relu", frozen["hint"].Producer!.Operator.Name);
        Same(graph, frozen, "managed", 1e-5);
    }

    [Fact]
    public void A_value_with_another_reader_is_not_fused()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(3, 4));
        var y = x.Linear(graph.AddInput("w", ElementType.Float32, new Shape(5, 4)));
        graph.AddOutput(y.Relu() + y, "y");
        Assert.Contains(PassLists.Forward.Run(graph).Nodes, node => node.Operator is Relu);
    }

    [Fact]
    public void A_normalisation_in_training_form_keeps_its_running_statistics()
    {
        var graph = TrainingForm.Of(Networks.ResNet(), seed: 1);
        var fused = FuseEpilogue.Run(graph, isTrained: true);
        Assert.Contains(fused.Nodes, node => node.Operator.Name == "BatchNormalizationTraining+Relu");
        Assert.Contains(fused.Nodes, node => node is { Operator.Name: "BatchNormalizationTraining+Add+Relu", Inputs.Count: 6 });
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is Add or Relu);
        Assert.Equal(graph.Outputs.Select(output => output.Name), fused.Outputs.Select(output => output.Name));
        Same(graph, fused, "managed", 0);
    }

    private static void Same(Graph expected, Graph actual, string kernels, double tolerance)
    {
        var feeds = Networks.Feeds(expected, 4);
        var run = new GraphRun(expected, kernels) { Bounds = s_bounds, Poison = true };
        var answers = (run with { Graph = actual }).Of(feeds);
        foreach (var (name, numbers) in run.Of(feeds))
        {
            Closeness.Check(name, numbers, answers[name], tolerance);
        }
    }
}
