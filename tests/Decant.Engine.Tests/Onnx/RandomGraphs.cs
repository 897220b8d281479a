using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Networks that no one would draw: all operators that can be written, strung together by chance wherever the shapes allow it.
/// </summary>
internal static class RandomGraphs
{
    // One more than what floats add exactly of 8-bit products, one, and what no vector's width divides.
    private static readonly int[] s_awkward = [1, 2, 5, 17, 33, 259];

    /// <summary>The graph of a seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="isAwkward">Whether channels and lengths are chosen to be inconvenient.</param>
    public static Graph Make(int seed, bool isAwkward = false)
    {
        var stream = new RandomStream((ulong)seed, "graph");
        var graph = new Graph($"random {seed}");
        int Size(int size) => isAwkward ? s_awkward[stream.NextInt32(s_awkward.Length)] : size;
        var values = new List<Value>
        {
            graph.AddInput(
                "image",
                ElementType.Float32,
                new Shape("N", Size(1 + stream.NextInt32(4)), 4 + stream.NextInt32(5), 3 + stream.NextInt32(5))
            ),
            graph.AddInput("rows", ElementType.Float32, new Shape("N", 2 + stream.NextInt32(5), Size(1 + stream.NextInt32(6)))),
            graph.AddInput("row", ElementType.Float32, new Shape("N", Size(2 + stream.NextInt32(6)))),
        };
        var given = values.Count;
        for (var steps = 3 + stream.NextInt32(12); steps > 0; steps--)
        {
            var before = graph.Nodes.Count;
            var x = values[stream.NextInt32(values.Count)];
            var next = RandomSteps.All[stream.NextInt32(RandomSteps.All.Count)](
                new Draw(graph, (ulong)stream.NextInt32(int.MaxValue)),
                x,
                values[stream.NextInt32(given)]
            );
            if (next is not null && graph.Nodes.Count > before)
            {
                values.Add(next);
            }
        }

        for (var i = 0; i < 1 + stream.NextInt32(2); i++)
        {
            graph.AddOutput(values[^(1 + i)].Producer is null ? values[^(1 + i)].Tanh() : values[^(1 + i)]);
        }

        graph.Rename(graph.Outputs[0], "the answer");
        return graph;
    }

    /// <summary>Numbers by chance for one step.</summary>
    internal sealed class Draw(Graph graph, ulong seed)
    {
        private RandomStream _stream = new(seed, "step");

        public Graph Graph => graph;

        /// <summary>A whole number from 0 on, below the bound.</summary>
        public int Below(int bound) => _stream.NextInt32(bound);

        /// <summary>One of the axes after the batch.</summary>
        public int Axis(Value x) => x.Shape.Rank == 1 ? 0 : 1 + Below(x.Shape.Rank - 1);

        /// <summary>A parameter.</summary>
        public Value Weight(params int[] sizes) => Numbers(-0.4, 0.4, sizes);

        /// <summary>A parameter of numbers above 0.</summary>
        public Value Positive(params int[] sizes) => Numbers(0.5, 2, sizes);

        private Value Numbers(double from, double to, int[] sizes)
        {
            var tensor = new Tensor(ElementType.Float32, sizes);
            foreach (ref var number in tensor.Span<float>())
            {
                number = (float)_stream.NextDouble(from, to);
            }

            return graph.AddParameter($"weight{graph.Initializers.Count}", tensor);
        }

        /// <summary>Places within an axis.</summary>
        public Value Places(int bound, params int[] sizes) =>
            graph.AddInitializer(
                "places",
                Tensor.From<long>(
                    [.. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(_ => (long)(Below(2 * bound) - bound))],
                    sizes
                )
            );
    }
}
