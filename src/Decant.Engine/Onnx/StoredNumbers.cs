using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>
/// Tells a file's weights from the constants of its formulas. Exporters write what a model registers (weights, statistics) as initialisers,
/// and numbers of the source text (√d, an epsilon, boxes of a detector) as Constant nodes. Some write everything as Constant nodes: then
/// these are no evidence.
/// </summary>
internal static class StoredNumbers
{
    /// <summary>Names of the initialisers that are no weights.</summary>
    /// <param name="graph">The graph that was read.</param>
    /// <param name="stored">Names of the file's initialisers.</param>
    /// <param name="constants">Names of these and of its Constant nodes.</param>
    public static IEnumerable<string> Literals(Graph graph, IReadOnlySet<string> stored, IEnumerable<string> constants)
    {
        var weights = graph.Initializers.Any(value => IsWeight(value) && stored.Contains(value.Name))
            ? stored
            : constants.ToHashSet(StringComparer.Ordinal);
        return graph.Initializers.Where(value => !weights.Contains(value.Name)).Select(value => value.Name);
    }

    private static bool IsWeight(Value value) => value.Type.IsFloat() && value.Data!.Count > 1;
}
