using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Lets a convolution or a batch normalisation apply the ReLU that follows it while its result is still in registers, and a
/// convolution of a frozen graph or a normalisation in training form also add the residual before: relu(conv(x) + r) becomes one operator.
/// </summary>
public static class FuseActivation
{
    /// <summary>The graph with fused operators; a value that others read too, or that is an output, keeps its own node.</summary>
    public static Graph Run(Graph graph)
    {
        var readers = Rewriter.CountReaders(graph);
        var fused = new Dictionary<Node, (Node Source, Value? Residual)>();
        var replaced = new HashSet<Node>();
        foreach (var relu in graph.Nodes.Where(node => node.Operator is Relu))
        {
            if (relu.Inputs[0]!.Producer is { } before && Source(before) is var (source, residual) && source is not null)
            {
                fused[relu] = (source, residual);
                replaced.UnionWith([before, source]);
            }
        }

        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes)
        {
            if (replaced.Contains(node))
            {
                continue;
            }

            if (!fused.TryGetValue(node, out var fusion))
            {
                rewriter.Copy(node);
                continue;
            }

            var (source, residual) = fusion;
            var inputs = source.Inputs.Select(input => input is null ? null : rewriter[input]).ToList();
            if (residual is not null)
            {
                inputs.AddRange(Enumerable.Repeat<Value?>(null, ResidualPlace(source.Operator) - inputs.Count));
                inputs.Add(rewriter[residual]);
            }

            var copy = rewriter.Target.AddNode(WithRelu(source.Operator)!, [.. inputs], source.Name + "+Relu");
            rewriter.Replace(node.Outputs[0], copy.Outputs[0]);
            for (var i = 1; i < copy.Outputs.Count; i++)
            {
                rewriter.Replace(source.Outputs[i], copy.Outputs[i]);
            }
        }

        return DeadCode.Remove(rewriter.Finish());

        (Node? Source, Value? Residual) Source(Node before)
        {
            if (readers[before.Outputs[0]] != 1)
            {
                return default;
            }

            if (WithRelu(before.Operator) is not null)
            {
                return (before, null);
            }

            // relu(f(x) + r): the later of the two summands is computed last, so the other is there already.
            if (before is { Operator: Add } && before.Inputs[0]!.Shape.Equals(before.Inputs[1]!.Shape))
            {
                for (var side = 1; side >= 0; side--)
                {
                    if (before.Inputs[side]!.Producer is { Operator: Conv { Activation: Activation.None } or BatchNormalizationTraining { Activation: Activation.None } } source
                        && source.Inputs.Count <= ResidualPlace(source.Operator) && before.Inputs[side] == source.Outputs[0] && readers[source.Outputs[0]] == 1)
                    {
                        return (source, before.Inputs[1 - side]);
                    }
                }
            }

            return default;
        }
    }

    // Which input the residual is.
    private static int ResidualPlace(Operator source) => source is Conv ? 3 : 5;

    private static Operator? WithRelu(Operator source) => source switch
    {
        Conv { Activation: Activation.None } conv => conv with { Activation = Activation.Relu },
        BatchNormalization { Activation: Activation.None } norm => norm with { Activation = Activation.Relu },
        BatchNormalizationTraining { Activation: Activation.None } norm => norm with { Activation = Activation.Relu },
        _ => null,
    };
}
