using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Cli.Benchmarks;

/// <summary>Convolutions of a CIFAR residual network at a batch of 128, each with both gradients.</summary>
internal static class ConvolutionCases
{
    private const int Batch = 128;

    /// <summary>Every case.</summary>
    public static IEnumerable<KernelCase> All =>
        [
            Convolution(3, 16, 32, 3),
            Convolution(16, 16, 32, 3),
            Convolution(32, 32, 16, 3),
            Convolution(64, 64, 8, 3),
            Convolution(64, 64, 16, 3),
            Convolution(16, 32, 32, 3, stride: 2),
            Convolution(16, 32, 32, 1, stride: 2),
            Convolution(64, 64, 16, 1),
            Convolution(64, 64, 16, 3, groups: 64),
            Convolution(16, 16, 32, 3, batch: 8),
            Convolution(64, 64, 8, 3, batch: 8),
        ];

    private static KernelCase Convolution(
        int channels,
        int filters,
        int size,
        int kernel,
        int stride = 1,
        int groups = 1,
        int batch = Batch
    )
    {
        var form =
            (stride > 1 ? $", stride {stride}" : "") + (groups > 1 ? ", depthwise" : "") + (batch == Batch ? "" : $", {batch} images");
        return KernelCase.Of(
            FormattableString.Invariant($"{kernel}x{kernel} of {channels} to {filters} at {size}x{size}{form}"),
            "Conv",
            graph =>
            {
                var window = Window.Square(kernel, stride, kernel / 2);
                var x = graph.AddInput("x", ElementType.Float32, new Shape(batch, channels, size, size));
                var w = graph.AddInput("w", ElementType.Float32, new Shape(filters, channels / groups, kernel, kernel));
                var dy = graph.AddInput("dy", ElementType.Float32, new Shape(batch, filters, size / stride, size / stride));
                graph.AddOutput(x.Conv(w, null, window, groups));
                graph.AddOutput(graph.Add(new ConvDataGradient(window, groups, x.Shape), dy, w));
                graph.AddOutput(graph.Add(new ConvWeightGradient(window, groups, w.Shape), dy, x));
            }
        );
    }
}
