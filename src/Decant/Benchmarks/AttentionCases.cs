using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Benchmarks;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017, arXiv:1706.03762) over [N, heads, T, D].</summary>
internal static class AttentionCases
{
    /// <summary>Every case.</summary>
    public static IEnumerable<KernelCase> All => [Of(32, 4, 128, 64)];

    // softmax(Q·Kᵀ/√D)·V
    private static KernelCase Of(int batch, int heads, int length, int width) =>
        KernelCase.Of(FormattableString.Invariant($"attention of {batch}x{heads} heads, {length}x{width}"), "Attention", graph =>
        {
            var (q, k, v) = (Input("q"), Input("k"), Input("v"));
            graph.AddOutput((q.MatMul(k.Transpose(0, 1, 3, 2)) * (1 / Math.Sqrt(width))).Softmax().MatMul(v));

            Value Input(string name) => graph.AddInput(name, ElementType.Float32, new Shape(batch, heads, length, width));
        });
}
