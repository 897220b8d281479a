using Decant.Engine.Gradients;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Cli.Benchmarks;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017, arXiv:1706.03762) over [N, heads, T, D].</summary>
internal static class AttentionCases
{
    /// <summary>Every case.</summary>
    public static IEnumerable<KernelCase> All => [Of(32, 4, 128, 64)];

    // softmax(Q·Kᵀ/√D)·V, forward and backward
    private static KernelCase Of(int batch, int heads, int length, int width) =>
        KernelCase.Of(
            FormattableString.Invariant($"attention of {batch}x{heads} heads, {length}x{width}"),
            "ScaledDotProductAttention",
            graph =>
            {
                var (q, k, v) = (Input("q"), Input("k"), Input("v"));
                var y = q.ScaledDotProductAttention(k, v, 1 / Math.Sqrt(width));
                graph.AddOutput(y);
                foreach (var gradient in (y * Input("dy")).ReduceSum().Differentiate([q, k, v]))
                {
                    graph.AddOutput(gradient);
                }

                Value Input(string name) => graph.AddInput(name, ElementType.Float32, new Shape(batch, heads, length, width));
            }
        );
}
