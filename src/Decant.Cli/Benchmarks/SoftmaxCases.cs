using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Cli.Benchmarks;

/// <summary>Softmax over few classes, over the classes of a large problem, and over the words of a language model.</summary>
internal static class SoftmaxCases
{
    /// <summary>Every case.</summary>
    public static IEnumerable<KernelCase> All => [Of(16_384, 128), Of(4096, 1000), Of(128, 128_000)];

    private static KernelCase Of(int rows, int classes) =>
        KernelCase.Of(FormattableString.Invariant($"softmax of {rows}x{classes}"), "Softmax", graph =>
            graph.AddOutput(graph.AddInput("x", ElementType.Float32, new Shape(rows, classes)).Softmax())
        );
}
