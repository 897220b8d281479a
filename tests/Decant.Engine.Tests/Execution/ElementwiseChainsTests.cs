using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Tests.Kernels;

namespace Decant.Engine.Tests.Execution;

public sealed class ElementwiseChainsTests
{
    private const int Count = 3 * 10_007;

    private static readonly Dictionary<string, double[]> s_feeds = new()
    {
        ["x"] = Sample.Doubles(Count, 1),
        ["scale"] = Sample.Doubles(3, 2),
    };

    [Fact]
    public void A_formula_of_several_operators_is_one_step_without_memory_of_its_own()
    {
        var graph = Graph((x, scale) => x * ((x * (1.0 / 6)) + 0.5).Clip(0, 1)); // hard swish
        using var pool = new WorkerPool(2);
        var profile = new ExecutionProfile(TimeProvider.System);
        using var executable = Executable.Compile(graph, new() { Device = DeviceCatalogue.Default(pool, profile) });

        var hardSwish = new GraphRun(graph, "managed").Run(executable, s_feeds)["y"];

        var step = Assert.Single(Assert.Single(profile.Tracks).Entries);
        Assert.Equal("Mul Add Clip Mul", step.Operator);
        Assert.Equal(2.0 * Count * sizeof(float), step.Bytes, 2.0 * sizeof(float)); // x and y, and two constants
        Assert.Equal(0, executable.ArenaBytes);
        Assert.All(s_feeds["x"].Zip(hardSwish), pair =>
            Assert.Equal(pair.First * Math.Clamp((pair.First / 6) + 0.5, 0, 1), pair.Second, 1e-6)
        );
    }

    [Fact]
    public void What_is_read_after_the_chain_has_memory()
    {
        var graph = Graph(
            (x, scale) =>
            {
                var gate = x.Sigmoid();
                return (gate * x).Transpose(1, 0) + gate.Transpose(1, 0);
            }
        );

        var actual = new GraphRun(graph, "managed") { Threads = 2, Poison = true }.Of(s_feeds)["y"];

        Assert.Equal(new GraphRun(graph, "reference").Of(s_feeds)["y"], actual, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_small_operand_of_the_first_link_is_not_overwritten_while_later_blocks_need_it()
    {
        // After its last reader the memory of exp(scale) is free; results of later links must not be put there while the chain runs.
        var graph = Graph((x, scale) => (((x * scale.Exp()) + scale.Tanh()).Tanh() - x.Exp()).Transpose(1, 0).Relu());

        var run = new GraphRun(graph, "managed") { Threads = 2 };

        Assert.Equal(new GraphRun(graph, "reference").Of(s_feeds)["y"], run.Of(s_feeds)["y"], (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(run.Of(s_feeds)["y"], (run with { Poison = true }).Of(s_feeds)["y"]);
    }

    [Fact]
    public void Results_of_other_shapes_and_types_are_steps_of_their_own()
    {
        var graph = Graph((x, scale) => (x + (scale.Exp() * 2)).Cast(ElementType.Float64).Exp().Cast(ElementType.Float32).Abs());
        using var pool = new WorkerPool(1);
        var profile = new ExecutionProfile(TimeProvider.System);
        using var executable = Executable.Compile(graph, new() { Device = DeviceCatalogue.Default(pool, profile) });

        new GraphRun(graph, "managed").Run(executable, s_feeds);

        Assert.Equal(["Exp Mul", "Add", "Cast", "Exp", "Cast", "Abs"], profile.Tracks[0].Entries.Select(entry => entry.Operator));
    }

    private static Graph Graph(Func<Value, Value, Value> formula)
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(3, Count / 3));
        graph.AddOutput(formula(x, graph.AddInput("scale", ElementType.Float32, new Shape(3, 1))), "y");
        return graph;
    }
}
