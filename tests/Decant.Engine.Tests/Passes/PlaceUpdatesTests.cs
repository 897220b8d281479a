using Decant.Engine.Execution;
using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Passes;

public sealed class PlaceUpdatesTests : IDisposable
{
    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void A_gradient_is_written_after_everything_that_reads_its_parameter()
    {
        var graph = Layers(scaled: false);
        var placed = PlaceUpdates.Run(graph, _ => false, _ => false);
        string[] parameters = ["w1", "b1", "w2"];

        Assert.Contains(parameters, name => LastRead(graph, name) > Place(graph, $"gradient/{name}"));
        Assert.All(parameters, name =>
            Assert.True(
                LastRead(placed, name) < Place(placed, $"gradient/{name}"),
                $"the gradient of {name} is written before {name} was read."
            )
        );
    }

    [Fact]
    public void A_matrix_changes_while_its_gradient_is_written_and_the_rest_in_one_pass_at_the_end()
    {
        Assert.Equal(["w1", "w2"], Early(Layers(scaled: false), "managed"));
        Assert.Empty(Early(Layers(scaled: false), "reference"));
    }

    [Fact]
    public void No_parameter_changes_before_a_scale_that_needs_all_gradients() => Assert.Empty(Early(Layers(scaled: true), "managed"));

    [Fact]
    public void Updates_within_products_have_the_bits_of_one_pass_after_all_gradients()
    {
        var early = Run(Layers(scaled: false));
        var late = Run(Layers(scaled: true)); // by a scale of 1

        Assert.Equal(late, early);
        Assert.NotEqual(Layers(scaled: false)["w1"].Data!.Span<float>()[0], early[0]);
    }

    [Fact]
    public void A_rate_that_is_computed_of_inputs_and_constants_comes_before_every_update()
    {
        Assert.Equal(["w1", "w2"], Early(Layers(scaled: false, share: 0.5), "managed"));
        Assert.Equal(Run(Layers(scaled: false)), Run(Layers(scaled: false, share: 0.5), rate: 0.5));
    }

    [Fact]
    public void A_parameter_that_is_read_after_its_gradient_in_a_chain_or_through_a_view_waits()
    {
        var graph = new Graph();
        var (dy, x) = (
            graph.AddInput("dy", ElementType.Float32, new Shape(4, 6)),
            graph.AddInput("x", ElementType.Float32, new Shape(4, 6))
        );
        var (w, m) = (
            graph.AddParameter("w", new Tensor(ElementType.Float32, 6, 6)),
            graph.AddParameter("m", new Tensor(ElementType.Float32, 6, 6))
        );
        var view = w.Reshape(new Shape(36));
        var gradient = graph.AddOutput(graph.Add(new Gemm(TransposeA: true), dy, x), "gradient/w");
        graph.AddOutput(m.Exp() * w, "in a chain");
        graph.AddOutput(view * gradient.Reshape(new Shape(36)), "through a view");
        Update(graph, w, gradient, scale: null);

        Assert.Empty(Early(graph, "managed"));
    }

    private string[] Early(Graph graph, string device)
    {
        using var executable = Executable.Compile(
            graph,
            new CompileOptions { Device = DeviceCatalogue.Open(device, _pool), KeepsStates = true }
        );
        return [.. executable.UpdatedEarly.Order()];
    }

    private float[] Run(Graph graph, double rate = 0.25)
    {
        using var executable = Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Default(_pool),
                KeepsStates = true,
                Poison = true,
            }
        );
        executable["rate"].Span<double>()[0] = rate;
        if (executable.Has("scale"))
        {
            executable["scale"].Span<double>()[0] = 1;
        }

        for (var run = 0; run < 3; run++)
        {
            foreach (ref var number in executable["x"].Span<float>())
            {
                number = MathF.Cos(number + run);
            }

            executable.Run();
        }

        return [.. executable.States.Names.Order().SelectMany(name => executable.States.Find(name)!.Span<float>().ToArray())];
    }

    // relu(x·w1ᵀ + b1)·w2ᵀ, its sum of squares, the derivatives and updates as a training step has them
    private static Graph Layers(bool scaled, double? share = null)
    {
        var graph = new Graph("layers");
        var x = graph.AddInput("x", ElementType.Float32, new Shape(4, 6));
        var y = x.Linear(Parameter("w1", 5, 6), Parameter("b1", 5)).Relu().Linear(Parameter("w2", 3, 5));
        var loss = graph.AddOutput((y * y).ReduceSum([0, 1]).Reshape(Shape.Scalar), "loss");
        Value[] parameters = [graph["w1"], graph["b1"], graph["w2"]];
        foreach (var (parameter, gradient) in parameters.Zip(loss.Differentiate(parameters)))
        {
            graph.AddOutput(gradient, $"gradient/{parameter.Name}");
        }

        graph = PassLists.Differentiated.Run(graph);
        var scale = scaled ? graph.AddInput("scale", ElementType.Float64, Shape.Scalar) : null;
        foreach (var parameter in parameters.Select(parameter => graph[parameter.Name]))
        {
            Update(graph, parameter, graph[$"gradient/{parameter.Name}"], scale, share);
        }

        return graph;

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

    private static void Update(Graph graph, Value parameter, Value gradient, Value? scale, double? share = null)
    {
        var whole = graph.Find("rate") ?? graph.AddInput("rate", ElementType.Float64, Shape.Scalar);
        var rate = share is { } part ? whole * graph.AddInitializer("share", Tensor.Scalar(part)) : whole;
        var velocity = graph.AddInitializer($"velocity/{parameter.Name}", new Tensor(ElementType.Float32, parameter.Shape.Sizes()));
        var update = graph.AddNode(new SgdUpdate(0.9, Nesterov: true, 0.01), [parameter, gradient, rate, null, scale, velocity]);
        graph.AddOutput(update.Outputs[0], parameter.Name + TrainingForm.NextSuffix);
        graph.AddOutput(update.Outputs[1], velocity.Name + TrainingForm.NextSuffix);
    }

    private static int LastRead(Graph graph, string name) =>
        graph
            .Nodes.Select((node, i) => node.Operator is not OptimizerUpdate && node.Inputs.Any(input => input?.Name == name) ? i : -1)
            .Max();

    private static int Place(Graph graph, string name) => graph.Nodes.ToList().IndexOf(graph[name].Producer!);
}
