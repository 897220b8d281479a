using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

public class FuseLogSoftmaxAtTests
{
    [Theory]
    [InlineData("reference")]
    [InlineData("managed")]
    public void The_fused_cross_entropy_beside_a_divergence_has_the_loss_and_the_derivatives_of_the_formula(string kernels)
    {
        Graph plain = Training(fuse: false),
            fused = Training(fuse: true);

        Assert.Contains(plain.Nodes, node => node.Operator is LogSoftmax);
        Assert.DoesNotContain(fused.Nodes, node => node.Operator is LogSoftmax or GatherElements or GatherElementsGradient);
        // One derivative by the logits adds the other: no sum of two arrays as large as they are is left.
        Assert.Equal(1, plain.Nodes.Count(IsSumOfRows));
        Assert.DoesNotContain(fused.Nodes, IsSumOfRows);

        const int N = 6;
        var feeds = new Dictionary<string, double[]>
        {
            ["x"] = Numbers(N * 4, 1),
            ["teacher"] = Numbers(N * 10, 2),
            ["labels"] = [0, 9, 3, -1, 5, 5],
        };
        var run = new GraphRun(plain, kernels)
        {
            Bounds = new Dictionary<string, int> { ["N"] = N },
            Poison = true,
        };
        var answers = (run with { Graph = fused }).Of(feeds);
        foreach (var (name, numbers) in run.Of(feeds))
        {
            Closeness.Check(name, numbers, answers[name], 1e-5);
        }
    }

    [Fact]
    public void A_logarithm_that_others_read_or_that_is_an_output_stays()
    {
        var graph = new Graph("loss");
        var (x, labels) = (
            graph.AddInput("x", ElementType.Float32, new Shape("N", 10)),
            graph.AddInput("labels", ElementType.Int64, new Shape("N", 1))
        );
        var (read, shown) = (x.LogSoftmax(), (x * 2).LogSoftmax());
        graph.AddOutput(read.GatherElements(labels, 1) + read.ReduceMean([1], keepDimensions: true), "a");
        graph.AddOutput(shown, "b");
        graph.AddOutput(shown.GatherElements(labels, 1), "c");
        graph.AddOutput((x * 3).LogSoftmax(0).GatherElements(labels, 1), "d");
        Assert.DoesNotContain(FuseLogSoftmaxAt.Run(graph).Nodes, node => node.Operator is LogSoftmaxAt);
    }

    // −mean ln softmax(z)_label + mean D(teacher, z) of z = x·w, with the derivative by w.
    private static Graph Training(bool fuse)
    {
        var graph = new Graph("training");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("N", 4));
        var teacher = graph.AddInput("teacher", ElementType.Float32, new Shape("N", 10));
        var labels = graph.AddInput("labels", ElementType.Int64, new Shape("N"));
        var w = graph.AddParameter("w", Tensor.From(Array.ConvertAll(Numbers(40, 3), number => (float)number), 4, 10));
        var logits = x.MatMul(w);
        var own = -logits.LogSoftmax().GatherElements(labels.Unsqueeze(1), 1).ReduceMean();
        graph.AddOutput(own + teacher.SoftmaxDivergence(logits, logits.Constant(4)).ReduceMean(), "loss");
        graph = fuse ? FuseLogSoftmaxAt.Run(graph) : graph;
        graph.AddOutput(graph["loss"].Differentiate([graph["w"]])[0], "gradient");
        return fuse ? FuseEpilogue.Run(graph, isTrained: false) : DeadCode.Remove(graph);
    }

    private static bool IsSumOfRows(Node node) => node.Operator is Add && node.Outputs[0].Shape.Rank == 2;

    private static double[] Numbers(int count, ulong seed) => Decant.Engine.Tests.Kernels.Sample.Doubles(count, seed);
}
