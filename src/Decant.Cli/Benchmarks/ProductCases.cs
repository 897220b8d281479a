using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Cli.Benchmarks;

/// <summary>Matrix products [M, K]·[K, N]: of multilayer perceptrons with their gradients, of transformers, and squares.</summary>
internal static class ProductCases
{
    /// <summary>Every case.</summary>
    public static IEnumerable<KernelCase> All =>
        [
            Product(128, 1200, 784, transposeB: true),
            Product(128, 1200, 1200, transposeB: true),
            Product(128, 1200, 1200),
            Product(1200, 1200, 128, transposeA: true),
            Product(128, 10, 1200, transposeB: true),
            Product(1, 1200, 1200, transposeB: true),
            Product(8, 1200, 1200, transposeB: true),
            Product(512, 512, 512),
            Product(1024, 1024, 1024),
            Product(4096, 256, 256, transposeB: true),
            Product(4096, 1024, 256, transposeB: true),
            Product(4096, 256, 1024, transposeB: true),
            Product(128, 128, 4096, transposeA: true),
            Product(512, 128, 4096, transposeA: true),
        ];

    private static KernelCase Product(int m, int n, int k, bool transposeA = false, bool transposeB = false)
    {
        var transposed = (transposeA ? ", A transposed" : "") + (transposeB ? ", B transposed" : "");
        return KernelCase.Of(FormattableString.Invariant($"product {m}x{k} by {k}x{n}{transposed}"), "Gemm", graph =>
        {
            var a = graph.AddInput("a", ElementType.Float32, transposeA ? new Shape(k, m) : new Shape(m, k));
            var b = graph.AddInput("b", ElementType.Float32, transposeB ? new Shape(n, k) : new Shape(k, n));
            graph.AddOutput(graph.Add(new Gemm(TransposeA: transposeA, TransposeB: transposeB), a, b));
        });
    }
}
