using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Puts what writes the gradient of a parameter after everything that reads the parameter, and an update directly after the writer of its
/// gradient where the writer can run it: the parameter then changes while its gradient is still in the caches. All other updates stay at
/// the end.
/// </summary>
internal static class PlaceUpdates
{
    /// <summary>The graph with its nodes in that order; a gradient that anything but updates and norms reads stays where it is.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="canUpdate">Whether a node can run the update of the parameters that its first output is the gradient of.</param>
    /// <param name="isView">Whether a node's first output is its first input in the same memory.</param>
    public static Graph Run(Graph graph, Func<Node, bool> canUpdate, Func<Node, bool> isView)
    {
        if (!graph.Nodes.Any(node => node.Operator is OptimizerUpdate))
        {
            return graph;
        }

        var places = graph.Nodes.Select((node, place) => (node, place)).ToDictionary(pair => pair.node, pair => pair.place);
        var readers = graph
            .Nodes.SelectMany(node => node.Inputs.OfType<Value>().Distinct(), (node, input) => (node, input))
            .ToLookup(read => read.input, read => read.node);
        var moved = new Dictionary<Node, int>();
        var rates = new HashSet<Node>(); // they compute learning rates from inputs and constants: anything may read them
        var early = new Dictionary<Node, Node>(); // a writer of a gradient, and the update that follows it
        foreach (var update in graph.Nodes.Where(node => node.Operator is OptimizerUpdate))
        {
            var (weights, gradient) = (update.Inputs[OptimizerUpdate.WeightsInput]!, update.Inputs[OptimizerUpdate.GradientInput]!);
            var isRateKnown = IsKnown(update.Inputs[OptimizerUpdate.LearningRateInput]!);
            if (
                weights.Data is null
                || gradient.Producer is not { Outputs.Count: 1 } writer
                || !readers[gradient].All(reader => reader.Operator is OptimizerUpdate or GradientNorm)
            )
            {
                continue;
            }

            var last = LastRead(weights, update);
            if (last > places[writer] && last < readers[gradient].Min(reader => places[reader]))
            {
                moved[writer] = last;
            }

            if (
                last < Math.Max(places[writer], moved.GetValueOrDefault(writer) + 1)
                && isRateKnown
                && update.Inputs[OptimizerUpdate.ScaleInput] is null
                && readers[gradient].Count(reader => reader.Operator is OptimizerUpdate) == 1
                && canUpdate(writer)
            )
            {
                early[writer] = update;
            }
        }

        var late = early.Values.ToHashSet(); // those that no longer are where they were
        var rewriter = new Rewriter(graph);
        var ordered = graph
            .Nodes.OrderBy(node => rates.Contains(node) ? -1 : moved.GetValueOrDefault(node, places[node]))
            .ThenBy(moved.ContainsKey);
        foreach (var node in ordered.Where(node => !late.Contains(node)))
        {
            rewriter.Copy(node);
            if (early.TryGetValue(node, out var update))
            {
                rewriter.Copy(update);
            }
        }

        return rewriter.Finish();

        bool IsKnown(Value value)
        {
            if (value.Producer is not { } producer)
            {
                return true;
            }

            var isKnown = producer.Inputs.OfType<Value>().All(IsKnown);
            if (isKnown)
            {
                rates.Add(producer);
            }

            return isKnown;
        }

        // The last node that reads a value or a view of it; -1 for none.
        int LastRead(Value value, Node update) =>
            readers[value]
                .Where(reader => reader != update)
                .Select(reader =>
                    Math.Max(places[reader], isView(reader) && reader.Inputs[0] == value ? LastRead(reader.Outputs[0], update) : -1)
                )
                .DefaultIfEmpty(-1)
                .Max();
    }
}
