using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

public sealed class FuseSlopeTests
{
    [Theory]
    [InlineData("reference", 1e-5)]
    [InlineData("managed", 1e-4)]
    public void The_derivatives_of_a_residual_network_are_the_same_and_need_fewer_additions(string kernels, double tolerance)
    {
        var graph = TrainingForm.Of(Networks.ResNet(), seed: 1);
        var loss = (graph.Outputs[0] * graph.Outputs[0]).ReduceSum([0, 1]).Reshape(Shape.Scalar);
        var parameters = graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)).ToArray();
        foreach (var (parameter, gradient) in parameters.Zip(loss.Differentiate(parameters)))
        {
            graph.AddOutput(gradient, $"gradient/{parameter.Name}");
        }

        var plain = DeadCode.Remove(graph);
        var fused = FuseEpilogue.Run(FuseSlope.Run(plain), isTrained: false);

        Assert.Contains(fused.Nodes, node => node is { Operator.Name: "ConvDataGradient+Add", Inputs.Count: 3 });
        Assert.Contains(fused.Nodes, node => node is { Operator.Name: "ReluGradient+BatchNormalizationGradient", Outputs.Count: 3 });
        Assert.Contains(fused.Nodes, node => node is { Operator.Name: "ReluGradient+BatchNormalizationGradient", Outputs.Count: 4 });
        Assert.True(fused.Nodes.Count(node => node.Operator is Add) < plain.Nodes.Count(node => node.Operator is Add));
        var feeds = Networks.Feeds(plain, 4);
        var run = new GraphRun(plain, kernels)
        {
            Bounds = new Dictionary<string, int> { ["N"] = 4 },
            Poison = true,
        };
        var answers = (run with { Graph = fused }).Of(feeds);
        foreach (var (name, numbers) in run.Of(feeds))
        {
            Closeness.Check(name, numbers, answers[name], tolerance);
        }
    }
}
