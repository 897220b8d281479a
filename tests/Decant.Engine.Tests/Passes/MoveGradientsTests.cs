using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Tests.Execution;

namespace Decant.Engine.Tests.Passes;

public sealed class MoveGradientsTests : IDisposable
{
    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void A_derivative_is_written_behind_everything_that_reads_its_parameter_and_keeps_its_bits()
    {
        var (graph, gradients) = Layers();
        var moved = MoveGradients.Run(graph, gradients);

        Assert.Contains(gradients, pair => LastRead(graph, pair.Key) > Place(graph, pair.Value));
        Assert.All(gradients, pair => Assert.True(LastRead(moved, pair.Key) < Place(moved, pair.Value), $"{pair.Value} is written before {pair.Key} was read."));
        var feeds = Networks.Feeds(graph, 4);
        var run = new GraphRun(graph, "managed") { Poison = true };
        Assert.Equal(run.Of(feeds), (run with { Graph = moved }).Of(feeds));
    }

    [Fact]
    public void A_parameter_may_change_with_its_derivative_where_nobody_reads_it_any_more()
    {
        var (graph, gradients) = Layers();
        var moved = MoveGradients.Run(graph, gradients);

        Assert.Equal(["w1", "w2"], Early(moved, "managed"));
        Assert.Equal(["w1"], Early(graph, "managed")); // the data's derivative, after that of w2, reads w2
        Assert.Empty(Early(moved, "reference"));

        string[] Early(Graph of, string kernels)
        {
            using var executable = Executable.Compile(of, new CompileOptions { Device = DeviceCatalogue.Open(kernels, _pool) });
            return [.. gradients.Where(pair => executable.Updater(pair.Key, pair.Value) is not null).Select(pair => pair.Key)];
        }
    }

    [Fact]
    public void A_reader_in_the_middle_of_a_chain_is_a_reader()
    {
        var graph = new Graph();
        var (dy, x) = (graph.AddInput("dy", ElementType.Float32, new Shape(4, 6)), graph.AddInput("x", ElementType.Float32, new Shape(4, 6)));
        var (w, m) = (graph.AddParameter("w", new Tensor(ElementType.Float32, 6, 6)), graph.AddParameter("m", new Tensor(ElementType.Float32, 6, 6)));
        graph.AddOutput(graph.Add(new Gemm(TransposeA: true), dy, x), "gradient/w");
        graph.AddOutput(m.Exp() * w, "later");

        using var executable = Executable.Compile(graph, new CompileOptions { Device = DeviceCatalogue.Default(_pool) });

        Assert.Null(executable.Updater("w", "gradient/w"));
    }

    // relu(x·w1ᵀ + b1)·w2ᵀ, its sum of squares, and the derivatives as a training step has them
    private static (Graph Graph, Dictionary<string, string> Gradients) Layers()
    {
        var graph = new Graph("layers");
        var x = graph.AddInput("x", ElementType.Float32, new Shape(4, 6));
        var y = x.Linear(Parameter("w1", 5, 6), Parameter("b1", 5)).Relu().Linear(Parameter("w2", 3, 5));
        var loss = graph.AddOutput((y * y).ReduceSum([0, 1]).Reshape(Shape.Scalar), "loss");
        var gradients = new Dictionary<string, string>();
        Value[] parameters = [graph["w1"], graph["b1"], graph["w2"]];
        foreach (var (parameter, gradient) in parameters.Zip(loss.Differentiate(parameters)))
        {
            gradients[parameter.Name] = graph.AddOutput(gradient, $"gradient/{parameter.Name}").Name;
        }

        return (FuseEpilogue.Run(DeadCode.Remove(graph), isTrained: false), gradients);

        Value Parameter(string name, params int[] sizes)
        {
            var data = new Tensor(ElementType.Float32, sizes);
            var number = 0;
            foreach (ref var weight in data.Span<float>())
            {
                weight = MathF.Sin(++number);
            }

            return graph.AddParameter(name, data);
        }
    }

    private static int LastRead(Graph graph, string name) => graph.Nodes.Select((node, i) => node.Inputs.Any(input => input?.Name == name) ? i : -1).Max();

    private static int Place(Graph graph, string name) => graph.Nodes.ToList().IndexOf(graph[name].Producer!);
}
