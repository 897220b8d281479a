using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>Graphs that nodes carry in their attributes (branches and bodies). They may read every value around them.</summary>
internal static class Subgraph
{
    /// <summary>The graphs of a node.</summary>
    public static IEnumerable<GraphProto> Of(NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Prepend(attribute.G));

    /// <summary>All names that a node's graphs read from outside, and perhaps a few of their own.</summary>
    public static IEnumerable<string> Reads(NodeProto node) =>
        Of(node)
            .SelectMany(graph =>
                graph
                    .Node.SelectMany(inner => inner.Input.Concat(Reads(inner)))
                    .Concat(graph.Output.Select(output => output.Name))
                    .Except(Own(graph))
            );

    /// <summary>A node with other names for what it reads, in its graphs too. Names that a graph defines itself stay.</summary>
    public static NodeProto Renamed(NodeProto node, Func<string, string> nameOf)
    {
        var copy = node.Clone();
        Rename(copy, nameOf);
        return copy;
    }

    private static void Rename(NodeProto node, Func<string, string> nameOf)
    {
        for (var i = 0; i < node.Input.Count; i++)
        {
            node.Input[i] = nameOf(node.Input[i]);
        }

        foreach (var graph in Of(node))
        {
            var own = Own(graph).ToHashSet(StringComparer.Ordinal);
            string Outside(string name) => own.Contains(name) ? name : nameOf(name);
            foreach (var inner in graph.Node)
            {
                Rename(inner, Outside);
            }

            foreach (var output in graph.Output)
            {
                output.Name = Outside(output.Name);
            }
        }
    }

    private static IEnumerable<string> Own(GraphProto graph) =>
        graph
            .Input.Select(input => input.Name)
            .Concat(graph.Initializer.Select(tensor => tensor.Name))
            .Concat(graph.Node.SelectMany(node => node.Output));
}
