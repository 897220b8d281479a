using Decant.Adoption;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Tasks;

namespace Decant.Tests.Adoption;

public sealed class HeadReplacementTests
{
    private static readonly Shape s_input = new("n", 2, 6, 6);

    public static TheoryData<string> Heads => [.. s_heads.Keys];

    // Each way in which a classifier ends, after a value [n, 4, 4, 4].
    private static readonly Dictionary<string, Func<Value, Value>> s_heads = new()
    {
        ["a fully connected layer"] = x => Flat(x).Linear(Weight(x, 5, 64), Weight(x, 5)),
        ["a fully connected layer and a softmax"] = x => Flat(x).Linear(Weight(x, 5, 64), Weight(x, 5)).Softmax(),
        ["a product and a sum"] = x => Flat(x).MatMul(Weight(x, 64, 5)) + Weight(x, 5),
        ["a convolution and the mean of its images"] = x =>
            x.Conv(Weight(x, 5, 4, 1, 1), Weight(x, 5), Window.Square(1)).GlobalAveragePool().Flatten(),
        ["a convolution to images of one pixel"] = x => x.Conv(Weight(x, 5, 4, 4, 4), Weight(x, 5), Window.Square(4)),
        ["a reshape after it"] = x => Flat(x).Linear(Weight(x, 5, 64)).Reshape(new Shape("n", 5)),
    };

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_head_answers_other_classes_from_new_weights_and_the_rest_stays(string head)
    {
        var graph = Network(s_heads[head]);
        var fresh = HeadReplacement.Run(graph, graph["y"], 3, seed: 1);

        Assert.Equal(3, AnswerSearch.SizePerSample(fresh["y"]));
        Assert.Equal(graph["conv.weight"].Data!.Span<float>().ToArray(), fresh["conv.weight"].Data!.Span<float>().ToArray());
        Assert.Equal(graph.Nodes.Select(node => node.Operator.Name), fresh.Nodes.Select(node => node.Operator.Name));
        Assert.Contains("head", fresh.Parameters);

        // Normal with deviation √(1/inputs).
        var numbers = fresh["head"].Data!.Span<float>().ToArray();
        var inputs = numbers.Length / 3;
        Assert.InRange(numbers.Average(number => number * number) * inputs, 0.3, 2.5);
        Assert.NotEqual(numbers, HeadReplacement.Run(graph, graph["y"], 3, seed: 2)["head"].Data!.Span<float>().ToArray());
    }

    [Fact]
    public void Features_without_a_last_layer_get_one()
    {
        // As a residual network ends that was cut off: the mean of maps after a normalisation and a sum.
        var graph = Network(x =>
            ((x * x.Graph.AddInitializer("gain", new Tensor(ElementType.Float32, 4, 1, 1))) + x).Relu().AveragePool(Window.Square(4))
        );
        var fresh = HeadReplacement.Run(graph, graph["y"], 3, seed: 1);

        Assert.Equal("[n, 3]", fresh["y"].Shape.ToString());
        Assert.Equal([fresh["y"]], fresh.Outputs);
        Assert.Equal(graph["y"].Shape, fresh["y.features"].Shape);
        Assert.Equal([3, 4], fresh["head.weight"].Data!.Dimensions.ToArray());
        Assert.Superset(new HashSet<string> { "head.weight", "head.bias" }, fresh.Parameters.ToHashSet());
        var numbers = fresh["head.weight"].Data!.Span<float>().ToArray();
        Assert.InRange(numbers.Average(number => number * number) * 4, 0.3, 2.5);
    }

    [Fact]
    public void What_cannot_be_replaced_is_named()
    {
        var graph = Network(x => Flat(x).Linear(Weight(x, 5, 64)).Tanh());
        Assert.Contains(
            "before it comes Tanh",
            Assert.Throws<DecantException>(() => HeadReplacement.Run(graph, graph["y"], 3, seed: 1)).Message,
            StringComparison.Ordinal
        );
    }

    private static Graph Network(Func<Value, Value> head)
    {
        var graph = new Graph("headed");
        var x = graph
            .AddInput("x", ElementType.Float32, s_input)
            .Conv(graph.AddInitializer("conv.weight", new Tensor(ElementType.Float32, 4, 2, 3, 3)), null, Window.Square(3));
        graph.AddOutput(head(x), "y");
        TrainableParameters.Mark(graph);
        return graph;
    }

    private static Value Flat(Value x) => x.Reshape(new Shape("n", 64));

    private static Value Weight(Value x, params int[] dimensions) =>
        x.Graph.AddInitializer(dimensions.Length > 1 ? "head" : "bias", new Tensor(ElementType.Float32, dimensions));
}
