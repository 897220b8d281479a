using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Lets an operator that can (<see cref="Operator.SummandPlace"/>) add the other derivatives of the same value while it writes its own: where paths fork, as
/// in front of a residual block or behind logits that several losses read, each addition alone costs as much as a pass over the memory of all three.
/// </summary>
public static class FuseGradientSum
{
    /// <summary>The graph with fused operators; a derivative that others read too, or that is an output, keeps its own node.</summary>
    public static Graph Run(Graph graph)
    {
        var readers = Rewriter.CountReaders(graph);
        var fused = new Dictionary<Node, (Node Gradient, Value Summand)>();
        foreach (var sum in graph.Nodes.Where(node => node.Operator is Add && node.Inputs[0]!.Shape.Equals(node.Inputs[1]!.Shape)))
        {
            for (var side = 1; side >= 0; side--)
            {
                if (sum.Inputs[side]!.Producer is { Operator.SummandPlace: { } place } gradient && gradient.Inputs.Count == place && readers[gradient.Outputs[0]] == 1)
                {
                    fused[sum] = (gradient, sum.Inputs[1 - side]!);
                    break;
                }
            }
        }

        var rewriter = new Rewriter(graph);
        var replaced = fused.Values.Select(fusion => fusion.Gradient).ToHashSet();
        foreach (var node in graph.Nodes.Where(node => !replaced.Contains(node)))
        {
            if (fused.TryGetValue(node, out var fusion))
            {
                Value?[] inputs = [.. fusion.Gradient.Inputs.Select(input => input is null ? null : rewriter[input]), rewriter[fusion.Summand]];
                rewriter.Replace(node.Outputs[0], rewriter.Target.Add(fusion.Gradient.Operator, inputs));
            }
            else
            {
                rewriter.Copy(node);
            }
        }

        return DeadCode.Remove(rewriter.Finish());
    }
}
