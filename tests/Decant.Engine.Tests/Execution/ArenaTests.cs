using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Execution;

public sealed class ArenaTests
{
    [Fact]
    public void Two_storages_that_are_needed_at_the_same_time_never_overlap()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var random = new RandomStream(seed, "arena");
            var storages = new Storage[1 + random.NextInt32(60)];
            for (var i = 0; i < storages.Length; i++)
            {
                var first = random.NextInt32(40);
                storages[i] = new Storage
                {
                    FirstStep = first,
                    LastStep = first + random.NextInt32(10),
                    Bytes = random.NextInt32(2000),
                };
            }

            var size = Arena.Plan(storages);
            foreach (var a in storages)
            {
                Assert.Equal(0, a.Offset % Tensor.Alignment);
                Assert.InRange(a.Offset + a.Bytes, 0, size);
                foreach (var b in storages.Where(b => b != a && b.FirstStep <= a.LastStep && a.FirstStep <= b.LastStep))
                {
                    Assert.True(
                        a.Offset + Math.Max(1, a.Bytes) <= b.Offset || b.Offset + Math.Max(1, b.Bytes) <= a.Offset,
                        $"Seed {seed}: two storages overlap."
                    );
                }
            }
        }
    }

    [Fact]
    public void A_large_storage_that_comes_late_takes_the_place_that_a_small_one_leaves_free()
    {
        // In the order of first use the second one lies after the first, and no gap is left for the large one: 64 + 64 + 1024 bytes.
        Storage[] storages =
        [
            new()
            {
                FirstStep = 0,
                LastStep = 1,
                Bytes = 64,
            },
            new()
            {
                FirstStep = 1,
                LastStep = 2,
                Bytes = 64,
            },
            new()
            {
                FirstStep = 2,
                LastStep = 3,
                Bytes = 1024,
            },
        ];
        Assert.Equal(1024 + 64, Arena.Plan(storages));
    }

    [Fact]
    public void A_graph_that_the_machine_has_no_memory_for_is_refused_in_words()
    {
        // Every number times every other: 16 terabytes between two small values.
        var graph = new Graph("pairs");
        var x = graph.AddInput("x", ElementType.Float32, new Shape("N"));
        graph.AddOutput((x.Unsqueeze(0) * x.Unsqueeze(1)).ReduceSum());
        using var pool = new WorkerPool(1);
        var options = new CompileOptions
        {
            Device = DeviceCatalogue.Default(pool),
            Bounds = new Dictionary<string, int> { ["N"] = 2_000_000 },
        };

        var message = Assert.Throws<DecantException>(() => Executable.Compile(graph, options)).Message;

        Assert.Matches(
            @"^Compile: graph 'pairs' needs 16000\.0 GB to compute in at these sizes, this process may use \d+\.\d GB\. A smaller batch needs less\.$",
            message
        );
    }

    [Fact]
    public void A_chain_of_element_wise_operators_lives_in_one_place()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(256));
        graph.AddOutput((x + 1).Exp().Relu().Sigmoid().Tanh().Reshape(new Shape(16, 16)).Softmax().ReduceSum(), "y");
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(graph, new() { Device = DeviceCatalogue.Default(pool) });
        Assert.Equal(256 * sizeof(float), executable.ArenaBytes);
    }

    [Fact]
    public void A_chain_of_operators_that_need_two_places_has_two()
    {
        var graph = new Graph();
        var x = graph.AddInput("x", ElementType.Float32, new Shape(16, 16)).Exp();
        for (var i = 0; i < 20; i++)
        {
            x = x.Transpose(1, 0);
        }

        graph.AddOutput(x.ReduceSum(), "y");
        using var pool = new WorkerPool(1);
        using var executable = Executable.Compile(graph, new() { Device = DeviceCatalogue.Default(pool) });
        Assert.Equal(2 * 256 * sizeof(float), executable.ArenaBytes);
    }
}
