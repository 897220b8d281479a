using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Passes;

/// <summary>
/// Lets the derivative of a batch normalisation apply the chain rule of the ReLU after the normalisation while it reads dy. Where others
/// read the result too, such as the derivative by a residual, it is written on the way.
/// </summary>
internal static class FuseSlope
{
    /// <summary>The graph with fused operators.</summary>
    public static Graph Run(Graph graph)
    {
        var readers = Rewriter.CountReaders(graph);
        var places = graph.Nodes.Select((node, place) => (node, place)).ToDictionary(pair => pair.node, pair => pair.place);
        var first = graph
            .Nodes.SelectMany(node => node.Inputs.OfType<Value>(), (node, input) => (input, node))
            .GroupBy(read => read.input)
            .ToDictionary(reads => reads.Key, reads => reads.MinBy(read => places[read.node]).node);
        var slopes = graph
            .Nodes.Where(node => node.Operator is BatchNormalizationGradient)
            .Select(node => (node, slope: node.Inputs[0]!.Producer))
            .Where(pair => pair.slope is { Operator: ReluGradient } && first[pair.slope.Outputs[0]] == pair.node)
            .ToDictionary(pair => pair.node, pair => pair.slope!);
        var replaced = slopes.Values.ToHashSet();
        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes.Where(node => !replaced.Contains(node)))
        {
            if (!slopes.TryGetValue(node, out var slope))
            {
                rewriter.Copy(node);
                continue;
            }

            var keeps = readers[slope.Outputs[0]] > 1;
            Value?[] inputs = [.. node.Inputs.Skip(1).Prepend(slope.Inputs[0]).Append(slope.Inputs[1]).Select(input => rewriter[input!])];
            var copy = rewriter.Target.AddNode(
                new Fused(node.Operator, node.Inputs.Count) { Before = [new FusedLink(slope.Operator, Keeps: keeps)] },
                inputs,
                node.Name
            );
            foreach (var (old, value) in node.Outputs.Concat(slope.Outputs).Zip(copy.Outputs))
            {
                rewriter.Replace(old, value);
            }
        }

        return rewriter.Finish();
    }
}
