using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>−w · log p of the label, as NegativeLogLikelihoodLoss and SoftmaxCrossEntropyLoss define it.</summary>
internal static class LikelihoodLoss
{
    /// <summary>The loss.</summary>
    /// <param name="node">The node; its attributes say the reduction and the label that is left out.</param>
    /// <param name="logProbabilities">[N, C, ...].</param>
    /// <param name="labels">[N, ...], whole numbers.</param>
    /// <param name="weights">[C], or null for 1.</param>
    public static Value Of(NodeReader node, Value logProbabilities, Value labels, Value? weights)
    {
        var label = labels.Cast(ElementType.Int64);
        var counts = logProbabilities.Ones().Slice(1, 0, 1).Reshape(label.Shape);
        if (node.HasAttribute("ignore_index"))
        {
            var left = label.IsEqualTo(label.Constant(node.Int("ignore_index")));
            (label, counts) = (left.Where(label.Constant(0), label), left.Where(counts.Constant(0), counts));
        }

        var weight = weights is null ? counts : counts * weights.Gather(label);
        var picked = logProbabilities.GatherElements(label.Unsqueeze(1), 1).Reshape(label.Shape);
        var loss = -(picked * weight);
        return node.Text("reduction", "mean") switch
        {
            "none" => loss,
            "sum" => loss.ReduceSum(),
            "mean" => loss.ReduceSum() / weight.ReduceSum(),
            var other => throw new DecantException($"reduction must be none, sum or mean, received '{other}'."),
        };
    }
}
