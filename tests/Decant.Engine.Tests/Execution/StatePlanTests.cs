using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Execution;

public sealed class StatePlanTests : IDisposable
{
    private readonly WorkerPool _pool = new(1);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Every_run_reads_what_the_last_one_left_and_the_graph_keeps_its_own_numbers()
    {
        var graph = new Graph();
        var count = graph.AddNamedInitializer("count", Tensor.From<float>([1, 2]));
        graph.AddOutput(count * 2, "count" + TrainingForm.NextSuffix);
        graph.AddOutput(count + 1, "seen");
        using var executable = Compile(graph);

        executable.Run();
        executable.Run();

        Assert.Equal([3f, 5], executable["seen"].Span<float>().ToArray());
        Assert.Equal([4f, 8], executable.States.Find("count")!.Span<float>().ToArray());
        Assert.Equal([4f, 8], executable["count"].Span<float>().ToArray());
        Assert.Equal([1f, 2], count.Data!.Span<float>().ToArray());
    }

    [Fact]
    public void Parameters_of_one_rule_change_in_one_pass()
    {
        var graph = new Graph();
        Update(graph, "a", 3);
        Update(graph, "b", 21);
        using var executable = Compile(graph);
        executable["rate"].Span<double>()[0] = 0.5;
        executable["gradient/a"].Span<float>().Fill(2);
        executable["gradient/b"].Span<float>().Fill(4);

        executable.Run();

        Assert.Equal([0f, 0, 0], executable["a"].Span<float>().ToArray());
        Assert.All(executable["b"].Span<float>().ToArray(), b => Assert.Equal(-1, b));
        Assert.Equal(64, Distance(executable["a"], executable["b"]));
        Assert.Equal(64, Distance(executable["gradient/a"], executable["gradient/b"]));
        Assert.Equal(64 + 128, executable.States.Bytes / 2); // weights and gradients alone: a next weight lies where the present one lies
    }

    [Fact]
    public void A_state_that_is_read_after_its_update_keeps_its_present_value_until_the_run_ends()
    {
        var graph = new Graph();
        var next = Update(graph, "a", 3);
        graph.AddOutput(next - graph["a"], "change");
        using var executable = Compile(graph);
        executable["rate"].Span<double>()[0] = 0.5;
        executable["gradient/a"].Span<float>().Fill(2);

        executable.Run();
        executable.Run();

        Assert.Equal([-1f, -1, -1], executable["change"].Span<float>().ToArray());
        Assert.Equal([-1f, -1, -1], executable["a"].Span<float>().ToArray());
    }

    [Fact]
    public void Memory_of_a_state_is_the_plans_and_cannot_be_bound()
    {
        var graph = new Graph();
        Update(graph, "a", 3);
        using var executable = Compile(graph);

        var problem = Assert.Throws<DecantException>(() => executable.Bind("a", new Tensor(ElementType.Float32, 3)));
        Assert.Contains("Write into its memory", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_cannot_be_exchanged_without_other_machines()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(2));
        Assert.Same(x, x.Exchange(1));
        graph.AddOutput(x.Exchange(2));
        using var executable = Compile(graph);

        Assert.Contains("1 other machines", Assert.Throws<UnsupportedException>(executable.Run).Message, StringComparison.Ordinal);
    }

    private Executable Compile(Graph graph) =>
        Executable.Compile(
            graph,
            new CompileOptions
            {
                Device = DeviceCatalogue.Default(_pool),
                KeepsStates = true,
                Poison = true,
            }
        );

    // A parameter of ones with an update without momentum.
    private static Value Update(Graph graph, string name, int size)
    {
        var first = new Tensor(ElementType.Float32, size);
        first.Span<float>().Fill(1);
        var rate = graph.Find("rate") ?? graph.AddInput("rate", ElementType.Float64, Shape.Scalar);
        var parameter = graph.AddParameter(name, first);
        var gradient = graph.AddInput($"gradient/{name}", ElementType.Float32, new Shape(size));
        var next = graph.Add(new SgdUpdate(0, Nesterov: false, 0), parameter, gradient, rate, null, null);
        return graph.AddOutput(next, name + TrainingForm.NextSuffix);
    }

    private static unsafe long Distance(Tensor first, Tensor second) => (byte*)second.Pointer - (byte*)first.Pointer;
}
