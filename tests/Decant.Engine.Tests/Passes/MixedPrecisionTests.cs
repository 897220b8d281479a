using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels.OneDnn;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

public sealed class MixedPrecisionTests
{
    private const int N = 3;

    /// <summary>One product each, with another reader of its operand.</summary>
    private static readonly Dictionary<string, Func<Graph, Value, Value>> s_products = new()
    {
        ["Gemm"] = (graph, x) => x.Flatten().Linear(Parameter(graph, 7, 4 * 5 * 5), Parameter(graph, 7)).Relu(),
        ["Gemm of A transposed"] = (graph, x) => graph.Add(new Gemm(TransposeA: true), x.Flatten(), Parameter(graph, N, 9)),
        ["MatMul"] = (graph, x) => x.Reshape(new Shape(N, 4, 25)).MatMul(Parameter(graph, 25, 6)),
        ["Conv"] = (graph, x) => x.Conv(Parameter(graph, 6, 4, 3, 3), Parameter(graph, 6), Window.Square(3, 2, 1)).Relu(),
        ["Conv after Conv with ReLU"] = (graph, x) =>
            x.Conv(Parameter(graph, 6, 4, 3, 3), Parameter(graph, 6), Window.Square(3))
                .Relu()
                .Conv(Parameter(graph, 2, 6, 1, 1), null, Window.Square(1)),
        ["two MatMul of one value in other shapes"] = (graph, x) =>
        {
            var y = x.Exp();
            return y.Reshape(new Shape(4 * N, 25)).MatMul(Parameter(graph, 25, 6))
                + y.Reshape(new Shape(4 * N, 25)).MatMul(Parameter(graph, 25, 6));
        },
        ["depthwise Conv"] = (graph, x) => x.Conv(Parameter(graph, 4, 1, 3, 3), null, Window.Square(3, pad: 1), 4),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in s_products.Keys)
            {
                foreach (var kernels in DeviceCatalogue.Names)
                {
                    data.Add(name, kernels);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Products_and_their_gradients_are_those_of_rounded_operands(string product, string kernels)
    {
        Assert.SkipUnless(kernels != "onednn" || OneDnnLibrary.IsAvailable, "oneDNN 2.6 (Debian: libdnnl2) is not installed");

        // What is asked: bfloat16 in the graph, on any kernels. What judges: each operand rounded in place, in float64, on the reference.
        var mixed = WithGradients(MixedPrecision.Run(Forward(product)));
        var judge = ChangePrecision.To(WidenProducts.Run(mixed, _ => false), ElementType.Float64);
        Assert.Contains(judge.Nodes, node => node.Operator is RoundToBFloat16);
        var feeds = new Dictionary<string, double[]>
        {
            ["x"] = Numbers(N * 4 * 5 * 5, "x"),
            ["weight"] = Numbers((int)mixed["y"].Shape.Elements.Factor, "weight"),
        };
        var expected = new GraphRun(judge, "reference").Of(feeds);
        var actual = new GraphRun(mixed, kernels) { Threads = 2, Poison = true }.Of(feeds);
        var exact = new GraphRun(ChangePrecision.To(WithGradients(Forward(product)), ElementType.Float64), "reference").Of(feeds);
        foreach (var (name, numbers) in expected.Where(pair => pair.Key != "loss"))
        {
            Closeness.Check($"{product}, {kernels}: {name}", numbers, actual[name], 1e-5);
            Closeness.Check($"{product}, {kernels}, against float64 without rounding: {name}", exact[name], actual[name], 2e-2);
        }
    }

    [Fact]
    public void A_value_that_several_products_read_is_cast_once_and_sums_are_float32()
    {
        var graph = new Graph("two heads");
        var x = graph.AddInput("x", ElementType.Float32, new Shape(2, 3));
        graph.AddOutput(x.Linear(Parameter(graph, 4, 3)) + x.Linear(Parameter(graph, 4, 3)), "y");

        var mixed = MixedPrecision.Run(graph);

        Assert.Equal(3, mixed.Nodes.Count(node => node.Operator is Cast));
        Assert.All(mixed.Nodes.Where(node => node.Operator is Gemm), node =>
        {
            Assert.All(node.Inputs.OfType<Value>(), input => Assert.Equal(ElementType.BFloat16, input.Type));
            Assert.Equal(ElementType.Float32, node.Outputs[0].Type);
        });
        Assert.Equal(ElementType.Float32, mixed["y"].Type);
    }

    [Fact]
    public void A_value_that_is_read_in_several_shapes_is_cast_once()
    {
        var graph = new Graph("heads");
        var x = graph.AddInput("x", ElementType.Float32, new Shape(2, 3, 4)).Exp();
        graph.AddOutput(
            x.Reshape(new Shape(6, 4)).Linear(Parameter(graph, 5, 4)) + x.Reshape(new Shape(6, 4)).Linear(Parameter(graph, 5, 4)),
            "y"
        );
        Assert.Equal(3, MixedPrecision.Run(graph).Nodes.Count(node => node.Operator is Cast));
    }

    [Fact]
    public void What_ReLU_gave_is_kept_for_the_backward_pass_as_products_read_it_and_not_once_more()
    {
        // x -> 3 times (convolution, normalisation with ReLU), with all derivatives, the same in both precisions.
        Graph Training(bool isMixed)
        {
            var graph = new Graph("layers");
            var y = graph.AddInput("x", ElementType.Float32, new Shape(8, 16, 12, 12));
            Value Channels(float value) =>
                graph.AddParameter($"c{graph.Initializers.Count}", Tensor.From<float>([.. Enumerable.Repeat(value, 16)], 16));
            for (var layer = 0; layer < 3; layer++)
            {
                y = y.Conv(Parameter(graph, 16, 16, 3, 3), null, Window.Square(3, pad: 1));
                y = graph
                    .AddNode(
                        new Fused(new BatchNormalizationTraining(1e-5, 0.9), 5, new FusedLink(new Relu())),
                        [y, Channels(1), Channels(0), Channels(0), Channels(1)]
                    )
                    .Outputs[0];
            }

            graph.AddOutput(y, "y");
            graph = isMixed ? MixedPrecision.Run(graph) : graph;
            var weights = graph.Initializers.Where(value => value.Shape.Rank == 4).ToArray();
            foreach (var (weight, derivative) in weights.Zip((graph["y"] * graph["y"]).ReduceSum().Differentiate(weights)))
            {
                graph.AddOutput(derivative.Identity(), "d." + weight.Name);
            }

            return FuseSlope.Run(DeadCode.Remove(graph));
        }

        using var pool = new Decant.Engine.Kernels.WorkerPool(1);
        using var single = Executable.Compile(Training(isMixed: false), new() { Device = DeviceCatalogue.Default(pool) });
        using var mixed = Executable.Compile(Training(isMixed: true), new() { Device = DeviceCatalogue.Default(pool) });
        Assert.Equal(3, mixed.Graph.Nodes.Count(node => node.Operator is Fused { Producer: BatchNormalizationGradient }));
        Assert.Equal(
            2,
            mixed.Graph.Nodes.Count(node =>
                node
                    is {
                        Operator: Fused { Producer: BatchNormalizationGradient },
                        Inputs: [_, _, _, _, _, { Producer.Operator: RoundToBFloat16 }]
                    }
            )
        );
        Assert.InRange(mixed.ArenaBytes, 0, 1.1 * single.ArenaBytes);
    }

    [Fact]
    public void The_weights_of_a_frozen_graph_are_cast_once_for_all()
    {
        var graph = new Graph("frozen");
        graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape(2, 3)).Linear(Parameter(graph, 4, 3)), "y");

        var mixed = MixedPrecision.Run(graph, isFrozen: true);

        Assert.Single(mixed.Nodes, node => node.Operator is Cast);
        Assert.Contains(mixed.Initializers, value => value.Type == ElementType.BFloat16);
    }

    private static Graph Forward(string product)
    {
        var graph = new Graph(product);
        var x = graph.AddInput("x", ElementType.Float32, new Shape(N, 4, 5, 5));
        graph.AddOutput(s_products[product](graph, x), "y");
        return graph;
    }

    private static Graph WithGradients(Graph graph)
    {
        var y = graph["y"];
        var loss = graph.AddOutput((y * graph.AddInput("weight", ElementType.Float32, y.Shape)).ReduceSum(), "loss");
        Value[] by = [graph["x"], .. graph.Initializers.Where(value => value.Type == ElementType.Float32 && value.Shape.Rank > 0)];
        foreach (var (value, derivative) in by.Zip(loss.Differentiate(by)))
        {
            graph.AddOutput(graph.Add(new Identity(), derivative), "d." + value.Name);
        }

        return graph;
    }

    private static Value Parameter(Graph graph, params int[] sizes)
    {
        var name = $"w{graph.Initializers.Count}";
        return graph.AddParameter(
            name,
            Tensor.From<float>(Array.ConvertAll(Numbers(sizes.Aggregate(1, (a, b) => a * b), name), x => (float)x), sizes)
        );
    }

    private static double[] Numbers(int count, string name)
    {
        var stream = new RandomStream(1, name);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(float)stream.NextNormal())];
    }
}
