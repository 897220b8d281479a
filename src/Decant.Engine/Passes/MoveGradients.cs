using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>
/// Moves what writes the derivative by a parameter after everything that reads the parameter: the parameter then may change while its derivative is written.
/// </summary>
public static class MoveGradients
{
    /// <summary>The graph with its nodes in that order; a derivative that other nodes read stays where it is.</summary>
    /// <param name="graph">Any graph.</param>
    /// <param name="gradients">For the name of each parameter the name of its derivative.</param>
    public static Graph Run(Graph graph, IReadOnlyDictionary<string, string> gradients)
    {
        var readers = Rewriter.CountReaders(graph);
        var places = graph.Nodes.Select((node, place) => (node, place)).ToDictionary(pair => pair.node, pair => pair.place);
        var lastReads = graph.Nodes.SelectMany(node => node.Inputs.OfType<Value>(), (node, input) => (input, places[node]))
            .GroupBy(read => read.input.Name, read => read.Item2).ToDictionary(reads => reads.Key, reads => reads.Max());
        var moved = new Dictionary<Node, int>();
        foreach (var (parameter, gradient) in gradients)
        {
            if (graph[gradient] is { Producer: { Outputs.Count: 1 } writer } value && readers[value] == 1 && lastReads.TryGetValue(parameter, out var last) && last > places[writer])
            {
                moved[writer] = last;
            }
        }

        var rewriter = new Rewriter(graph);
        foreach (var node in graph.Nodes.OrderBy(node => moved.GetValueOrDefault(node, places[node])).ThenBy(moved.ContainsKey))
        {
            rewriter.Copy(node);
        }

        return rewriter.Finish();
    }
}
