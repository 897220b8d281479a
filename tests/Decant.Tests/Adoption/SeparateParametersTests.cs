using Decant.Adoption;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Tasks;

namespace Decant.Tests.Adoption;

/// <summary>What exporters store once because it happened to be equal, and what is one weight.</summary>
public sealed class SeparateParametersTests
{
    [Fact]
    public void What_Identity_nodes_name_is_each_layers_own_under_that_name()
    {
        var graph = Normalized(out var x);
        var (ones, zeros) = (Filled(graph, "b1.weight", 1), Filled(graph, "b1.bias", 0));
        var first = x.BatchNormalization(ones, zeros, Named(zeros, "b1.running_mean"), Named(ones, "b1.running_var"));
        graph.AddOutput(
            first
                .Relu()
                .BatchNormalization(
                    Named(ones, "b2.weight"),
                    Named(zeros, "b2.bias"),
                    Named(zeros, "b2.running_mean"),
                    Named(ones, "b2.running_var")
                ),
            "y"
        );

        var separate = SeparateParameters.Run(graph);

        Assert.DoesNotContain(separate.Nodes, node => node.Operator is Identity);
        string[] names =
        [
            .. from layer in new[] { "b1", "b2" }
            from part in new[] { "weight", "bias", "running_mean", "running_var" }
            select $"{layer}.{part}",
        ];
        Assert.Equal(names.Order(), separate.Initializers.Select(value => value.Name).Order());
        Assert.Equal(names.Length, separate.Initializers.Select(value => value.Data!).Distinct().Count());
        Assert.Equal(["b1.bias", "b1.weight", "b2.bias", "b2.weight"], Marked(separate).Order());
        Assert.NotNull(TrainingForm.Of(separate, seed: 1).Find("b2.running_var" + TrainingForm.NextSuffix));
    }

    [Fact]
    public void Random_weights_that_are_equal_are_one_weight_also_through_an_Identity_node()
    {
        var graph = new Graph("tied");
        var words = graph.AddInput("words", ElementType.Int64, new Shape("n", 3));
        var table = graph.AddInitializer("table", Tensor.From<float>([0.5f, -1, 2, 0.25f, 3, -0.5f], 3, 2));
        graph.AddOutput(table.Gather(words).MatMul(Named(table, "head.weight").Transpose(1, 0)), "y");

        var separate = SeparateParameters.Run(graph);

        Assert.Equal(["table"], separate.Initializers.Select(value => value.Name));
        Assert.Equal(["table"], Marked(separate));
    }

    [Fact]
    public void Scales_stored_once_without_Identity_nodes_are_those_of_layers_with_different_weights_before_them()
    {
        var graph = new Graph("deduplicated");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("n", 2));
        var (ones, bias) = (Filled(graph, "scale", 1), Filled(graph, "bias", 0));
        var (w1, w2) = (Weight(graph, "w1", 1), Weight(graph, "w2", 2));
        var one = (x.MatMul(w1).Tanh() * ones) + bias;
        var two = (one.MatMul(w2).Tanh() * ones) + bias;

        // The same module again: its weight is the same, and so are its scale and bias.
        graph.AddOutput((two.MatMul(w2).Tanh() * ones) + bias, "y");

        var separate = SeparateParameters.Run(graph);

        Assert.Equal(
            ["bias", "bias/w2", "scale", "scale/w2", "w1", "w2"],
            separate.Initializers.Select(value => value.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_bias_and_a_running_mean_stored_once_are_two()
    {
        var graph = Normalized(out var x);
        var (ones, zeros) = (Filled(graph, "ones", 1), Filled(graph, "zeros", 0));
        graph.AddOutput(x.BatchNormalization(ones, zeros, zeros, ones), "y");

        var separate = SeparateParameters.Run(graph);

        Assert.Equal(4, separate.Initializers.Select(value => value.Data!).Distinct().Count());
        Assert.Equal(2, Marked(separate).Count());
    }

    [Fact]
    public void Each_copy_goes_back_into_the_file_with_its_own_numbers()
    {
        using var pool = new WorkerPool(1);
        var file = ForeignNetwork.Of(new Shape("n", 2, 6, 6), x =>
        {
            var (ones, zeros) = (Filled(x.Graph, "b1.weight", 1), Filled(x.Graph, "b1.bias", 0));
            var first = x.BatchNormalization(ones, zeros, Named(zeros, "b1.mean"), Named(ones, "b1.var"));
            return first
                .Relu()
                .BatchNormalization(Named(ones, "b2.weight"), Named(zeros, "b2.bias"), Named(zeros, "b2.mean"), Named(ones, "b2.var"));
        });
        var adopted = NetworkAdoption.Run(
            file,
            new AdoptionOptions { Form = AnswerForm.Logits, Preprocessing = Preprocessing.None },
            ForeignNetwork.Task(pool, ForeignNetwork.Images()),
            isTried: false
        );
        adopted.Network["b2.weight"].Data!.Span<float>().Fill(3);
        adopted.Network["b2.mean"].Data!.Span<float>().Fill(0.5f);

        var restored = adopted.Restore(adopted.Network);

        Assert.Equal([3f, 3], restored["b2.weight"].Data!.Span<float>().ToArray());
        Assert.Equal([0.5f, 0.5f], restored["b2.mean"].Data!.Span<float>().ToArray());
        Assert.Equal([1f, 1], restored["b1.weight"].Data!.Span<float>().ToArray());
        var images = ForeignNetwork.Images();
        using var pixels = ForeignNetwork.Pixels(images, images.Count, 2, 6, 6);
        Assert.NotEqual(ForeignNetwork.Run(file, "scores", pixels), ForeignNetwork.Run(restored, "scores", pixels));
    }

    private static IEnumerable<string> Marked(Graph graph)
    {
        TrainableParameters.Mark(graph);
        return graph.Parameters;
    }

    private static Graph Normalized(out Value x)
    {
        var graph = new Graph("normalised");
        x = graph.AddInput("x", ElementType.Float32, new Shape("n", 2, 3, 3));
        return graph;
    }

    private static Value Filled(Graph graph, string name, float number) =>
        graph.AddInitializer(name, Tensor.From<float>([number, number], 2));

    private static Value Weight(Graph graph, string name, float number) =>
        graph.AddInitializer(name, Tensor.From<float>([number, 0.5f, -0.25f, 1], 2, 2));

    private static Value Named(Value value, string name) => value.Graph.AddNode(new Identity(), [value], null, [name]).Outputs[0];
}
