using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Tests.Execution;

public sealed class ExecutableTests : IDisposable
{
    private readonly WorkerPool _pool = new(1);
    private readonly Graph _graph = new("test");

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Inputs_and_outputs_use_the_callers_memory()
    {
        _graph.AddOutput(Input(3) * 2, "y");
        using var executable = Compile();
        using var x = Tensor.From<float>([1, 2, 3]);
        using var y = new Tensor(ElementType.Float32, 3);
        executable.Bind("x", x);
        executable.Bind("y", y);
        executable.Run();
        Assert.Equal([2, 4, 6], y.Span<float>());
        Assert.Same(y, executable["y"]);
    }

    [Fact]
    public void An_operand_that_is_read_again_is_not_overwritten()
    {
        var a = Input(2).Exp();
        _graph.AddOutput(a * (-a), "y");
        using var executable = Compile();
        executable["x"].Span<float>().Fill(MathF.Log(3));
        executable.Run();
        Assert.Equal(-9, executable["y"].Span<float>()[0], 1e-4);
    }

    [Fact]
    public void A_view_of_an_input_follows_the_memory_bound_to_it()
    {
        _graph.AddOutput(Input(4).Reshape(new Shape(2, 2)).ReduceSum([1]), "y");
        using var executable = Compile();
        foreach (var first in new[] { 1f, 10f })
        {
            executable.Bind("x", Tensor.From<float>([first, 2, 3, 4]));
            executable.Run();
            Assert.Equal([first + 2, 7], executable["y"].Span<float>());
        }
    }

    [Fact]
    public void A_view_that_is_an_output_has_memory_of_its_own()
    {
        _graph.AddOutput(Input(4).Reshape(new Shape(2, 2)), "y");
        using var executable = Compile();
        executable["x"].Span<float>().Fill(5);
        executable.Run();
        executable["x"].Span<float>().Clear();
        Assert.Equal([5, 5, 5, 5], executable["y"].Span<float>());
    }

    [Fact]
    public void An_input_can_be_an_output()
    {
        _graph.AddOutput(Input(2));
        using var executable = Compile();
        executable["x"].Span<float>().Fill(5);
        executable.Run();
        Assert.Equal(5, executable["x"].Span<float>()[1]);
    }

    [Fact]
    public void State_that_a_step_changes_can_be_bound_in_place()
    {
        // Momentum ½ and a constant image of 6: the running mean halves its distance to 6 at every step.
        Value State(string name, float start) => _graph.AddInitializer(name, Tensor.From<float>([start]));
        var x = _graph.AddInput("x", ElementType.Float32, new Shape("N", 1, 2, 2));
        var scale = _graph.AddParameter("scale", Tensor.From<float>([1]));
        _graph.AddOutput(
            _graph.Add(new BatchNormalization(1e-5, 0.5), x, scale, State("bias", 0), State("mean", 2), State("variance", 8)),
            "y"
        );
        using var executable = Executable.Compile(
            TrainingForm.Of(_graph, seed: 1),
            new()
            {
                Device = DeviceCatalogue.Default(_pool),
                Bounds = new Dictionary<string, int> { ["N"] = 2 },
            }
        );
        foreach (var state in new[] { "mean", "variance" })
        {
            var memory = executable[state].Clone();
            executable.Bind(state, memory);
            executable.Bind(state + TrainingForm.NextSuffix, memory);
        }

        executable["x"].Span<float>().Fill(6);
        foreach (var (mean, variance) in new[] { (4f, 4f), (5f, 2f), (5.5f, 1f) })
        {
            executable.Run();
            Assert.Equal(mean, executable["mean"].Span<float>()[0]);
            Assert.Equal(variance, executable["variance"].Span<float>()[0]);
        }
    }

    [Fact]
    public void A_smaller_batch_runs_on_the_same_plan_and_a_larger_one_is_refused()
    {
        _graph.AddOutput(_graph.AddInput("x", ElementType.Float32, new Shape("N", 2)).ReduceSum(), "y");
        using var executable = Executable.Compile(
            _graph,
            new()
            {
                Device = DeviceCatalogue.Default(_pool),
                Bounds = new Dictionary<string, int> { ["N"] = 3 },
            }
        );
        executable["x"].Span<float>().Fill(1);
        foreach (var (n, sum) in new[] { (3, 6f), (1, 2f), (0, 0f), (3, 6f) })
        {
            executable.Resize("N", n);
            executable.Run();
            Assert.Equal(sum, executable["y"].Span<float>()[0]);
        }

        Refused("Run: 'N' must be between 0 and 3, for which the graph was compiled, received 4.", () => executable.Resize("N", 4));
        Refused("named size 'M'", () => executable.Resize("M", 1));
    }

    [Fact]
    public void A_named_size_without_bound_is_refused()
    {
        _graph.AddOutput(_graph.AddInput("x", ElementType.Float32, new Shape("N", 2)).Exp());
        Refused("the size 'N' of graph 'test' needs a bound", () => Compile());
    }

    [Fact]
    public void Memory_of_another_type_or_too_little_of_it_is_refused()
    {
        _graph.AddOutput(Input(4).Exp(), "y");
        using var executable = Compile();
        Refused("Bind: 'x' holds Float32, received Float64[4].", () => executable.Bind("x", new Tensor(ElementType.Float64, 4)));
        executable.Bind("x", new Tensor(ElementType.Float32, 3));
        Refused("Run: 'x' needs 4 elements at the current sizes, its memory is Float32[3].", executable.Run);
    }

    [Fact]
    public void A_value_inside_the_plan_can_neither_be_read_nor_bound()
    {
        var inside = _graph.Rename(Input(4).Exp(), "inside");
        _graph.AddOutput(inside.ReduceSum(), "y");
        using var executable = Compile();
        Refused("'inside' lies inside the plan", () => _ = executable["inside"]);
        Refused("'inside' lies inside the plan", () => executable.Bind("inside", new Tensor(ElementType.Float32, 4)));
        Refused("'y'", () => _ = executable["yy"]);
    }

    [Fact]
    public void An_operator_without_kernel_is_refused_by_name()
    {
        _graph.AddOutput(_graph.Add(new Unknown(), Input(1)), "y");
        Refused("Compile: no kernel runs the operator Unknown that computes 'y'.", () => Compile());
    }

    [Fact]
    public void The_exponential_of_whole_numbers_is_refused_with_the_way_out()
    {
        var x = _graph.AddInput("x", ElementType.Int64, new Shape(2));
        _graph.AddOutput(x.Exp(), "y");
        using var executable = Compile();
        Refused("Exp: no kernel for y: Int64[2]. Cast it to Float32 first.", executable.Run);
    }

    private Value Input(int count) => _graph.AddInput("x", ElementType.Float32, new Shape(count));

    private Executable Compile() => Executable.Compile(_graph, new() { Device = DeviceCatalogue.Default(_pool) });

    private static void Refused(string words, Action action) =>
        Assert.Contains(words, Assert.ThrowsAny<DecantException>(action).Message, StringComparison.Ordinal);

    private sealed record Unknown : Operator
    {
        public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[0]);
    }
}
