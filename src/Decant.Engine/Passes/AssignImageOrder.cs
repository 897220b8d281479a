using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Decides for each operator whether images lie in memory as N, C, H, W or N, H, W, C, and inserts copies where neighbours disagree.
/// Inputs, initialisers and outputs of the graph keep ONNX's order, so no one outside sees it.
/// </summary>
internal static class AssignImageOrder
{
    /// <summary>The graph with copies, and its nodes that work on N, H, W, C.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="order">The order that the kernels of a node want.</param>
    public static (Graph Graph, IReadOnlySet<Node> ChannelsLast) Run(Graph graph, Func<Node, ImageOrder> order)
    {
        if (!graph.Nodes.Any(node => order(node) == ImageOrder.ChannelsLast))
        {
            return (graph, new HashSet<Node>());
        }

        var rewriter = new Rewriter(graph);
        var channelsLast = new HashSet<Node>();
        var reordered = new HashSet<Value>(); // values of the source whose copy lies as N, H, W, C
        var other = new Dictionary<Value, Value>(); // a value of the source in the order it was not made in
        var outputs = graph.Outputs.ToHashSet();
        foreach (var node in graph.Nodes)
        {
            var last = Choose(node, order(node), reordered);
            var inputs = node
                .Inputs.Select((input, i) => input is null ? null : In(input, last && node.Operator.IsImage(false, i)))
                .ToArray();
            bool IsReordered(int i) => last && OrderMatters(node.Outputs[i]) && node.Operator.IsImage(true, i);
            var names = node.Outputs.Select(
                (output, i) => outputs.Contains(output) && IsReordered(i) ? output.Name + ".channels-last" : output.Name
            );
            var copy = rewriter.Target.AddNode(node.Operator, inputs, node.Name, [.. names]);
            if (last)
            {
                channelsLast.Add(copy);
            }

            for (var i = 0; i < node.Outputs.Count; i++)
            {
                var output = node.Outputs[i];
                rewriter.Replace(output, copy.Outputs[i], keepName: true);
                if (!IsReordered(i))
                {
                    continue;
                }

                reordered.Add(output);
                if (outputs.Contains(output))
                {
                    // Whoever asks for the output gets the copy in ONNX's order, under its name.
                    rewriter.Target.Rename(In(output, false), output.Name);
                }
            }
        }

        foreach (var output in graph.Outputs)
        {
            rewriter.Target.AddOutput(In(output, false));
        }

        return (rewriter.Target, channelsLast);

        Value In(Value value, bool last)
        {
            var wanted = last && OrderMatters(value);
            if (reordered.Contains(value) == wanted)
            {
                return rewriter[value];
            }

            if (!other.TryGetValue(value, out var copy))
            {
                other[value] = copy = rewriter.Target.Add(new ChangeOrder(wanted), rewriter[value]);
            }

            return copy;
        }
    }

    private static bool Choose(Node node, ImageOrder order, HashSet<Value> reordered)
    {
        switch (order)
        {
            case ImageOrder.Standard:
                return false;

            case ImageOrder.ChannelsLast:
                return true;

            default:
                // [C, H, W] next to an image, or more than four axes, would have to be copied too: leave such rare nodes in the standard
                // order.
                if (node.Inputs.OfType<Value>().Concat(node.Outputs).Any(CannotFollow))
                {
                    return false;
                }

                var images = node.Inputs.OfType<Value>().Where(OrderMatters).ToArray();
                return images.Length > 0 ? images.Any(reordered.Contains) : node.Outputs.Any(OrderMatters);
        }
    }

    private static bool CannotFollow(Value value)
    {
        var shape = value.Shape;
        return shape.Rank > 4 || (shape.Rank == 3 && shape[0] != 1 && !(shape[1] == 1 && shape[2] == 1));
    }

    // With one channel or one pixel both orders are the same memory.
    private static bool OrderMatters(Value value)
    {
        var shape = value.Shape;
        return shape.Rank == 4 && shape[1] != 1 && !(shape[2] == 1 && shape[3] == 1);
    }
}
