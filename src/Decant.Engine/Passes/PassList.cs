using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>Passes in the order in which they rewrite a graph.</summary>
/// <param name="Name">What they make of it.</param>
/// <param name="Passes">The passes.</param>
internal sealed record PassList(string Name, params IReadOnlyList<Func<Graph, Graph>> Passes)
{
    /// <summary>The graph after all of them; the given one stays as it is.</summary>
    public Graph Run(Graph graph) => Passes.Aggregate(graph, (rewritten, pass) => pass(rewritten));
}
