using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Folds batch normalisation of a frozen graph into the convolution before it: with s = scale/√(variance + ε),
/// s·(w∗x + b − mean) + bias = (s·w)∗x + (s·(b − mean) + bias). One pass over the image less, the same numbers up to rounding.
/// </summary>
internal static class FoldBatchNormalization
{
    /// <summary>The graph with folded weights; a convolution that others read too, or that is an output, stays.</summary>
    public static Graph Run(Graph graph)
    {
        var rewriter = new Rewriter(graph);
        var readers = Rewriter.CountReaders(graph);
        foreach (var node in graph.Nodes)
        {
            if (
                node.Operator is BatchNormalization norm
                && node.Inputs[0]!.Producer is { Operator: Conv conv } before
                && readers[before.Outputs[0]] == 1
                && before.Inputs.Skip(1).Concat(node.Inputs.Skip(1)).All(input => input is null or { Data.Type: ElementType.Float32 })
            )
            {
                var (weight, bias) = Fold(before, node, norm.Epsilon);
                var target = rewriter.Target;
                rewriter.Replace(
                    node.Outputs[0],
                    target.Add(
                        conv,
                        rewriter[before.Inputs[0]!],
                        target.AddInitializer(before.Inputs[1]!.Name + ".folded", weight),
                        target.AddInitializer(node.Inputs[2]!.Name + ".folded", bias)
                    )
                );
            }
            else
            {
                rewriter.Copy(node);
            }
        }

        return DeadCode.Remove(rewriter.Finish());
    }

    private static (Tensor Weight, Tensor Bias) Fold(Node conv, Node norm, double epsilon)
    {
        var weight = conv.Inputs[1]!.Data!.Clone();
        var bias = new Tensor(ElementType.Float32, weight.Dimensions[0]);
        ReadOnlySpan<float> Channel(int input) => norm.Inputs[input]!.Data!.Span<float>();
        var old = conv.Inputs.Count > 2 && conv.Inputs[2] is { } b ? b.Data!.Span<float>() : bias.Span<float>();
        var w = weight.Span<float>();
        var folded = bias.Span<float>();
        var perChannel = w.Length / Math.Max(1, folded.Length);
        for (var m = 0; m < folded.Length; m++)
        {
            var s = Channel(1)[m] / Math.Sqrt(Channel(4)[m] + epsilon);
            folded[m] = (float)((s * (old[m] - (double)Channel(3)[m])) + Channel(2)[m]);
            foreach (ref var element in w.Slice(m * perChannel, perChannel))
            {
                element = (float)(s * element);
            }
        }

        return (weight, bias);
    }
}
