using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

public sealed class TrainingFormTests
{
    [Fact]
    public void Normalisation_takes_the_batch_and_hands_the_next_running_statistics_out()
    {
        var form = TrainingForm.Of(Networks.ResNet(), seed: 1);
        Assert.DoesNotContain(form.Nodes, node => node.Operator is BatchNormalization);
        Assert.Equal(
            ["logits", "stem.mean.next", "stem.variance.next", "a1.mean.next", "a1.variance.next"],
            form.Outputs.Take(5).Select(output => output.Name)
        );
        Assert.Null(form.Find(TrainingForm.StepInput));
    }

    [Fact]
    public void Normalisation_that_is_not_trained_stays_frozen()
    {
        var graph = Networks.ResNet();
        graph.Parameters.Remove("stem.scale");
        Assert.Single(TrainingForm.Of(graph, seed: 1).Nodes, node => node.Operator is BatchNormalization);
    }

    [Fact]
    public void Dropout_begins_to_drop_by_seed_and_step()
    {
        var form = TrainingForm.Of(Dropped(0.5), seed: 1);
        Assert.Equal(ElementType.Int64, form[TrainingForm.StepInput].Type);
        var (first, again, next) = (Run(form, 0), Run(form, 0), Run(form, 1));
        Assert.Equal(first, again);
        Assert.NotEqual(first, next);
        Assert.NotEqual(first, Run(TrainingForm.Of(Dropped(0.5), seed: 2), 0));

        // Every element is 0 or 1/(1 − ½); of 4000, half vanish, give or take 5 standard deviations.
        Assert.All(first, y => Assert.True(y is 0 or 2));
        Assert.InRange(first.Count(y => y == 0), 2000 - 158, 2000 + 158);
    }

    [Fact]
    public void Two_dropouts_drop_independently()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(4000));
        graph.AddOutput(x.Dropout(0.5), "a");
        graph.AddOutput(x.Dropout(0.5), "b");
        var form = TrainingForm.Of(graph, seed: 1);
        var answers = new GraphRun(form, "managed").Of(new Dictionary<string, double[]> { ["x"] = Ones(), ["step"] = [0] });
        Assert.InRange(answers["a"].Zip(answers["b"]).Count(pair => pair.First == pair.Second), 2000 - 158, 2000 + 158);
    }

    [Fact]
    public void A_dropout_of_ratio_0_vanishes()
    {
        var form = TrainingForm.Of(Dropped(0), seed: 1);
        Assert.All(form.Nodes, node => Assert.IsType<Relu>(node.Operator));
        Assert.Null(form.Find(TrainingForm.StepInput));
    }

    private static Graph Dropped(double ratio)
    {
        var graph = new Graph();
        graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape(4000)).Dropout(ratio).Relu(), "y");
        return graph;
    }

    private static double[] Run(Graph graph, int step) =>
        new GraphRun(graph, "managed").Of(new Dictionary<string, double[]> { ["x"] = Ones(), ["step"] = [step] })["y"];

    private static double[] Ones() => [.. Enumerable.Repeat(1.0, 4000)];
}
