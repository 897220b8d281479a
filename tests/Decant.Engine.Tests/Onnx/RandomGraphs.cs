using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;

namespace Decant.Engine.Tests.Onnx;

/// <summary>Networks that nobody would draw: operators strung together by chance wherever the shapes allow it.</summary>
internal static class RandomGraphs
{
    public static Graph Make(int seed)
    {
        var stream = new RandomStream((ulong)seed, "graph");
        var graph = new Graph($"random {seed}");
        var values = new List<Value>
        {
            graph.AddInput("image", ElementType.Float32, new Shape("N", 3, 8, 6)),
            graph.AddInput("row", ElementType.Float32, new Shape("N", 5)),
        };
        for (var steps = 3 + stream.NextInt32(12); steps > 0; steps--)
        {
            var x = values[stream.NextInt32(values.Count)];
            if (Step(ref stream, x, values) is { } next)
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

    private static Value? Step(ref RandomStream stream, Value x, List<Value> values)
    {
        var rank = x.Shape.Rank;
        return stream.NextInt32(16) switch
        {
            0 => x.Relu(),
            1 => x.LeakyRelu(stream.NextInt32(5) * 0.125),
            2 => x.Sigmoid(),
            3 => (x * 0.5) + 0.25,
            4 => x.Softmax(stream.NextInt32(rank)),
            5 => values.Find(other => other != x && other.Shape.Equals(x.Shape)) is { } twin ? x - twin : null,
            6 => x.Clip(-0.5, 0.5 + (stream.NextInt32(8) * 0.125)),
            7 when rank == 4 => x.Conv(Weight(ref stream, x, 4, x.Shape[1].Size, 3, 1 + stream.NextInt32(3)), null, new Window(PadTop: 1, PadBottom: 1, PadLeft: 1, PadRight: 1)),
            8 when rank == 4 && x.Shape[2].Size > 2 && x.Shape[3].Size > 2 => stream.NextInt32(2) == 0 ? x.MaxPool(Window.Square(2, 1)) : x.AveragePool(Window.Square(2, 1)),
            9 when rank == 4 => x.GlobalAveragePool().Flatten(),
            10 when rank == 4 => x.Transpose(0, 2, 3, 1).Reshape(new Shape(x.Shape[0], x.Shape[2].Size * x.Shape[3].Size, x.Shape[1])),
            11 when rank > 2 => x.Flatten(),
            12 when rank == 2 && x.Shape[1].Size < 300 => x.Linear(Weight(ref stream, x, 4, x.Shape[1].Size), Weight(ref stream, x, 4)),
            13 when rank > 1 => x.ReduceMean([rank - 1], keepDimensions: true),
            14 when x.Shape[^1].Size > 1 => x.Slice(-1, 1, long.MaxValue).Dropout(0.1),
            15 => new[] { x, x.Tanh() }.Concat(-1),
            _ => null,
        };
    }

    private static Value Weight(ref RandomStream stream, Value x, params int[] sizes)
    {
        var tensor = new Tensor(ElementType.Float32, sizes);
        foreach (ref var number in tensor.Span<float>())
        {
            number = (float)stream.NextDouble(-0.3, 0.3);
        }

        return x.Graph.AddParameter($"weight{x.Graph.Initializers.Count}", tensor);
    }
}
