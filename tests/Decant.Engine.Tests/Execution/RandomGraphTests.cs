using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;
using Decant.Engine.Tests.Kernels;

namespace Decant.Engine.Tests.Execution;

/// <summary>The plan (one arena, results in place, views) against a plan in which every value has memory of its own.</summary>
public sealed class RandomGraphTests
{
    [Fact]
    public void Shared_memory_changes_no_bit_and_nobody_reads_what_was_freed()
    {
        for (ulong seed = 0; seed < 66; seed++)
        {
            // The last ones have several blocks of a chain.
            var side = seed < 60 ? 6 : 42;
            var feeds = new Dictionary<string, double[]>
            {
                ["x"] = Sample.Doubles(2 * 4 * side * side, 1),
                ["w"] = Sample.Doubles(4 * 4 * 3 * 3, 2),
            };
            var graph = Random(seed, side);
            var every = DeadCode.Remove(graph, [.. graph.Nodes.Select(node => node.Outputs[0].Name)]);
            var expected = new GraphRun(every, "managed").Of(feeds);
            var run = new GraphRun(graph, "managed") { Threads = 2 };
            foreach (var actual in new[] { run.Of(feeds), (run with { Poison = true }).Of(feeds) })
            {
                foreach (var (name, numbers) in actual)
                {
                    Assert.True(expected[name].SequenceEqual(numbers), $"Seed {seed}: '{name}' differs.\n{string.Join('\n', graph.Nodes)}");
                }
            }
        }
    }

    // Every value is an image [2, 4, side, side] again, so that any two can be joined.
    private static Graph Random(ulong seed, int side)
    {
        var random = new RandomStream(seed, "graphs");
        var graph = new Graph();
        var shape = new Shape(2, 4, side, side);
        var values = new List<Value> { graph.AddInput("x", ElementType.Float32, shape) };
        var weight = graph.AddInput("w", ElementType.Float32, new Shape(4, 4, 3, 3));
        for (var i = 0; i < 25; i++)
        {
            // Mostly recent values: chains make memory free again.
            var (a, b) = (Pick(), Pick());
            values.Add(
                random.NextInt32(12) switch
                {
                    0 => a + b,
                    1 => a.Max(b) - a,
                    2 => a.Relu(),
                    3 => a.Tanh(),
                    4 => a.Reshape(new Shape(8, side * side)).Softmax().Reshape(shape),
                    5 => a.Conv(weight, null, Window.Square(3, pad: 1)).Tanh(),
                    6 => a.Transpose(0, 1, 3, 2),
                    7 => new[] { a.Slice(1, 0, 2), b.Slice(1, 2, 4) }.Concat(1),
                    8 => a * b.ReduceMean([2, 3], keepDimensions: true),
                    9 => a.MaxPool(Window.Square(3, pad: 1)),
                    10 => a.Reshape(new Shape(2, 4 * side * side)).Reshape(shape).Sigmoid(),
                    _ => -a,
                }
            );
        }

        graph.AddOutput(values[^1]);
        graph.AddOutput(values[^4].ReduceSum([0, 2, 3]));
        return graph;

        Value Pick() => values[Math.Max(0, values.Count - 1 - random.NextInt32(5))];
    }
}
