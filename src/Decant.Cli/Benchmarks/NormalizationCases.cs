using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Cli.Benchmarks;

/// <summary>Batch normalisation after a convolution, and layer normalisation, forward and backward.</summary>
internal static class NormalizationCases
{
    private const int Batch = 128;
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.9;

    /// <summary>Every case.</summary>
    public static IEnumerable<KernelCase> All => [OfBatch(16, 32), OfBatch(64, 8), OfLayer(4096, 256)];

    // The convolution decides the order of axes, as in a network.
    private static KernelCase OfBatch(int channels, int size) =>
        KernelCase.Of(FormattableString.Invariant($"batch normalisation of {channels} at {size}x{size}"), "BatchNormalization", graph =>
        {
            var x = Input(graph, "x", Batch, channels, size, size);
            var (w, scale) = (Input(graph, "w", channels, channels, 1, 1), Input(graph, "scale", channels));
            var y = graph
                .AddNode(
                    new BatchNormalizationTraining(Epsilon, Momentum),
                    [
                        x.Conv(w, null, Window.Square(1)),
                        scale,
                        Input(graph, "bias", channels),
                        Input(graph, "mean", channels),
                        Input(graph, "variance", channels),
                    ]
                )
                .Outputs[0];
            Backward(graph, y, Input(graph, "dy", Batch, channels, size, size), w, scale);
        });

    private static KernelCase OfLayer(int rows, int width) =>
        KernelCase.Of(FormattableString.Invariant($"layer normalisation of {rows}x{width}"), "LayerNormalization", graph =>
        {
            var (x, scale) = (Input(graph, "x", rows, width), Input(graph, "scale", width));
            Backward(graph, x.LayerNormalization(scale, Input(graph, "bias", width), Epsilon), Input(graph, "dy", rows, width), x, scale);
        });

    private static void Backward(Graph graph, Value y, Value dy, params Value[] by)
    {
        graph.AddOutput(y);
        foreach (var gradient in (y * dy).ReduceSum().Differentiate(by))
        {
            graph.AddOutput(gradient);
        }
    }

    private static Value Input(Graph graph, string name, params int[] sizes) =>
        graph.AddInput(name, ElementType.Float32, new Shape(sizes.Select(size => (Dimension)size)));
}
