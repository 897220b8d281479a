using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Tests.Kernels;

namespace Decant.Engine.Tests.Execution;

public sealed class SharedArenaTests
{
    [Fact]
    public void Graphs_that_run_in_turn_share_memory_as_large_as_the_largest_needs_and_change_nothing()
    {
        using var pool = new WorkerPool(2);
        var device = DeviceCatalogue.Default(pool);
        using var small = Executable.Compile(Transposed(20), new() { Device = device });
        var (run, feeds) = (new GraphRun(Transposed(20), "managed"), Feeds(20));
        var expected = run.Of(feeds)["y"];
        Assert.Equal(expected, run.Run(small, feeds)["y"]);

        using var large = Executable.Compile(Transposed(300), new() { Device = device.For("another purpose") });
        new GraphRun(Transposed(300), "managed").Run(large, Feeds(300));

        Assert.Equal(expected, run.Run(small, feeds)["y"]);
        Assert.True(small.ArenaBytes < large.ArenaBytes);
        Assert.Equal(large.ArenaBytes, device.ArenaBytes);
    }

    [Fact]
    public void The_last_graph_frees_the_memory()
    {
        using var pool = new WorkerPool(1);
        var device = DeviceCatalogue.Default(pool);
        var (first, second) = (
            Executable.Compile(Transposed(20), new() { Device = device }),
            Executable.Compile(Transposed(30), new() { Device = device })
        );

        second.Dispose();
        second.Dispose();
        Assert.Equal(first.ArenaBytes, device.ArenaBytes);
        first.Dispose();

        Assert.Equal(0, device.ArenaBytes);
    }

    [Fact]
    public void A_graph_that_is_disposed_does_not_run()
    {
        using var pool = new WorkerPool(1);
        var executable = Executable.Compile(Transposed(20), new() { Device = DeviceCatalogue.Default(pool) });
        executable.Dispose();

        Assert.Throws<ObjectDisposedException>(executable.Run);
    }

    [Fact]
    public unsafe void A_graph_that_is_compiled_during_a_run_leaves_the_memory_where_it_is()
    {
        var arena = new SharedArena();
        arena.Join(64);
        var memory = (byte*)arena.Enter();

        arena.Join(1 << 20);
        memory[63] = 1; // would be freed
        arena.Exit();

        Assert.True((byte*)arena.Enter() is not null);
        arena.Exit();
        Assert.Equal(1 << 20, arena.Bytes);
        arena.Leave(1 << 20);
        Assert.Equal(64, arena.Bytes);
        arena.Leave(64);
    }

    [Fact]
    public unsafe void Two_runs_at_once_are_refused()
    {
        var arena = new SharedArena();
        arena.Join(100);
        arena.Enter();

        Assert.Contains(
            "Run one after the other",
            Assert.Throws<InvalidOperationException>(() => Enter(arena)).Message,
            StringComparison.Ordinal
        );

        arena.Exit();
        Enter(arena);
        arena.Exit();
        arena.Leave(100);

        static void Enter(SharedArena arena) => arena.Enter();
    }

    private static Dictionary<string, double[]> Feeds(int side) => new() { ["x"] = Sample.Doubles(side * side, 1) };

    private static Graph Transposed(int side)
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(side, side)).Exp();
        graph.AddOutput((x.Transpose(1, 0).Tanh() + x).ReduceSum([0]), "y");
        return graph;
    }
}
