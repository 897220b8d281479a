using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Gives products that read bfloat16 float32 operands of the same numbers, for kernels that read float32 alone: products of bfloat16
/// numbers are exact in float32, so the result is the same up to the order of sums. A cast to bfloat16 and back is one rounding. Where a
/// derivative asks a value for nothing but its sign, it asks the rounded one: the value itself then need not be kept from the forward to
/// the backward pass, and the rounding happens in its place.
/// </summary>
internal static class WidenProducts
{
    /// <summary>The graph with wide operands.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="readsHalf">Whether a node's kernel reads bfloat16 itself.</param>
    public static Graph Run(Graph graph, Func<Node, bool> readsHalf)
    {
        if (!graph.Nodes.Any(node => IsProduct(node) && !readsHalf(node)))
        {
            return graph;
        }

        var rewriter = new Rewriter(graph);
        var wide = new Dictionary<Value, Value>();
        var rounded = new Dictionary<Value, Value>();
        foreach (var node in graph.Nodes)
        {
            if (
                SignPlace(node.Operator) is { } place
                && place < node.Inputs.Count
                && node.Inputs[place] is { } signed
                && rounded.TryGetValue(signed, out var nearest)
            )
            {
                Value?[] operands =
                [
                    .. node.Inputs.Select(
                        (input, i) =>
                            i == place ? nearest
                            : input is null ? null
                            : rewriter[input]
                    ),
                ];
                var reader = rewriter.Target.AddNode(node.Operator, operands, node.Name);
                for (var i = 0; i < node.Outputs.Count; i++)
                {
                    rewriter.Replace(node.Outputs[i], reader.Outputs[i]);
                }

                continue;
            }

            if (!IsProduct(node) || readsHalf(node))
            {
                rewriter.Copy(node);
                continue;
            }

            Value?[] inputs =
            [
                .. node.Inputs.Select(
                    (input, i) =>
                        input is null ? null
                        : i < 2 ? Widen(input)
                        : rewriter[input]
                ),
            ];
            var copy = rewriter.Target.AddNode(node.Operator, inputs, node.Name);
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                rewriter.Replace(node.Outputs[i], copy.Outputs[i]);
            }
        }

        return DeadCode.Remove(rewriter.Finish());

        Value Widen(Value value)
        {
            if (!wide.TryGetValue(value, out var widened))
            {
                widened = value switch
                {
                    { Data: { } data } => rewriter.Target.AddInitializer($"{value.Name}.f32", data.To(ElementType.Float32)),
                    { Producer: { Operator: Cast } cast } when cast.Inputs[0]!.Type == ElementType.Float32 => Round(cast.Inputs[0]!),
                    { Producer: { Operator: Transpose or Reshape } moved } => rewriter.Target.Add(moved.Operator, Widen(moved.Inputs[0]!)),
                    _ => rewriter[value].Cast(ElementType.Float32),
                };
                wide.Add(value, widened);
            }

            return widened;
        }

        Value Round(Value value) => rounded[value] = rewriter.Target.Add(new RoundToBFloat16(), rewriter[value]);
    }

    // The input of which only its sign counts: what ReLU gave. Rounding keeps it, but for numbers under 2⁻¹³⁴, which become 0.
    private static int? SignPlace(Operator @operator) =>
        @operator switch
        {
            ReluGradient => 1,
            Fused { Producer: BatchNormalizationGradient, Before: [{ Operator: ReluGradient }] } fused => fused.Arity,
            _ => null,
        };

    private static bool IsProduct(Node node) =>
        node.Operator.Core is Conv or Gemm or MatMul or ConvDataGradient or ConvWeightGradient
        && node.Inputs[0]!.Type == ElementType.BFloat16;
}
