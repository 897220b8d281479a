using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Lets matrix products and convolutions read bfloat16: their operands are cast, each value once, whatever shapes it is read in. Sums, and
/// everything between products (statistics, softmax, losses, gradients, the weights themselves), stay float32. Micikevicius et al. 2017,
/// arXiv:1710.03740; for bfloat16 Kalamkar et al. 2019, arXiv:1905.12322.
/// </summary>
internal static class MixedPrecision
{
    /// <summary>The graph with casts before its products. Gradients that are made of it read bfloat16 in the same places.</summary>
    /// <param name="graph">A float32 graph; values of other types stay as they are.</param>
    /// <param name="isFrozen">Whether nothing changes the initialisers any more: they are cast now instead of in every run.</param>
    public static Graph Run(Graph graph, bool isFrozen = false)
    {
        var rewriter = new Rewriter(graph);
        var casts = new Dictionary<Value, Value>();
        foreach (var node in graph.Nodes)
        {
            if (node.Operator.Core is not (Conv or Gemm or MatMul) || node.Inputs[0]!.Type != ElementType.Float32)
            {
                rewriter.Copy(node);
                continue;
            }

            Value?[] inputs =
            [
                .. node.Inputs.Select(
                    (input, i) =>
                        input is null ? null
                        : i < 2 ? Cast(input)
                        : rewriter[input]
                ),
            ];
            var copy = rewriter.Target.AddNode(node.Operator, inputs, node.Name);
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                rewriter.Replace(node.Outputs[i], copy.Outputs[i]);
            }
        }

        return rewriter.Finish();

        Value Cast(Value value)
        {
            if (!casts.TryGetValue(value, out var cast))
            {
                cast = value switch
                {
                    { Data: { } data } when isFrozen && !graph.Outputs.Contains(value) => rewriter.Target.AddInitializer(
                        $"{value.Name}.bf16",
                        data.To(ElementType.BFloat16)
                    ),
                    { Producer: { Operator: Reshape reshape } producer } => Cast(producer.Inputs[0]!).Reshape(reshape.Target),
                    _ => rewriter[value].Cast(ElementType.BFloat16),
                };
                casts.Add(value, cast);
            }

            return cast;
        }
    }
}
