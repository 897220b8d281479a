using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Gradients;

/// <summary>
/// Reverse-mode differentiation, graph to graph: each operator's own rule is applied from the loss backwards, and
/// what several readers send to one value is added.
/// </summary>
internal static class Differentiation
{
    /// <summary>Adds the nodes that compute the derivatives of a loss.</summary>
    /// <param name="loss">A scalar of a float type.</param>
    /// <param name="by">What to differentiate by, such as the parameters.</param>
    /// <returns>For each of them its derivative, of its shape; zeros where the loss does not depend on it.</returns>
    /// <exception cref="DecantException">The loss is no float scalar, or an operator on the way has no rule.</exception>
    public static IReadOnlyList<Value> Differentiate(this Value loss, IReadOnlyList<Value> by)
    {
        if (!loss.Type.IsFloat() || loss.Shape.Rank != 0)
        {
            throw new DecantException($"Differentiate: expected a float scalar as loss, received {loss}. Take the mean or the sum first.");
        }

        var needed = Dependents(loss.Graph, by);
        var gradients = new Dictionary<Value, Value> { [loss] = loss.Constant(1) };

        // The list grows while rules add nodes; only those that were there before are walked.
        for (var i = IndexOf(loss); i >= 0; i--)
        {
            var node = loss.Graph.Nodes[i];
            if (!node.Operator.IsDifferentiable || !node.Outputs.Any(needed.Contains) || !node.Outputs.Any(gradients.ContainsKey))
            {
                continue;
            }

            var upstream = node.Outputs.Select(output => gradients.GetValueOrDefault(output)).ToArray();
            if (upstream[0] is null)
            {
                upstream[0] = Zeros(node.Outputs[0]);
            }

            var downstream = node.Operator.Gradient(node, upstream);
            for (var k = 0; k < downstream.Count; k++)
            {
                if (node.Inputs[k] is { } input && downstream[k] is { } gradient && needed.Contains(input))
                {
                    gradients[input] = gradients.TryGetValue(input, out var sum) ? sum + gradient : gradient;
                }
            }
        }

        return [.. by.Select(value => gradients.TryGetValue(value, out var gradient) ? gradient : Zeros(value))];
    }

    private static Value Zeros(Value like) => like.Constant(0).BroadcastTo(like.Shape);

    private static int IndexOf(Value value)
    {
        var nodes = value.Graph.Nodes;
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            if (nodes[i] == value.Producer)
            {
                return i;
            }
        }

        return -1;
    }

    private static HashSet<Value> Dependents(Graph graph, IReadOnlyList<Value> sources)
    {
        var dependents = new HashSet<Value>(sources);
        foreach (var node in graph.Nodes)
        {
            if (node.Operator.IsDifferentiable && node.Inputs.Any(input => input is not null && dependents.Contains(input)))
            {
                dependents.UnionWith(node.Outputs.Where(output => output.Type.IsFloat()));
            }
        }

        return dependents;
    }
}
