using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>
/// Puts nodes into an order in which each reads only what was computed before it; nodes that are in the right order stay where they are.
/// </summary>
internal static class NodeOrder
{
    /// <summary>Orders nodes.</summary>
    /// <param name="nodes">The nodes as the file has them.</param>
    /// <param name="given">Names that exist before any node runs.</param>
    /// <exception cref="DecantException">A value is computed twice, or never, or by way of itself.</exception>
    public static IReadOnlyList<NodeProto> Sort(IReadOnlyList<NodeProto> nodes, IReadOnlySet<string> given)
    {
        var producers = Producers(nodes, given);
        var missing = new int[nodes.Count];
        var readers = new List<int>?[nodes.Count];
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var name in nodes[i].Input.Where(name => name.Length > 0 && !given.Contains(name)))
            {
                if (!producers.TryGetValue(name, out var producer))
                {
                    throw new DecantException(
                        $"node '{nodes[i].Name}' ({nodes[i].OpType}) reads '{name}', which is no input, no "
                            + $"initialiser and no node's output."
                    );
                }

                Wait(i, producer);
            }

            // What branches and bodies read from around them comes first as well.
            foreach (var name in Subgraph.Reads(nodes[i]).Where(producers.ContainsKey))
            {
                Wait(i, producers[name]);
            }
        }

        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, nodes.Count).Where(i => missing[i] == 0).Select(i => (i, i)));
        var ordered = new List<NodeProto>(nodes.Count);
        while (ready.TryDequeue(out var next, out _))
        {
            ordered.Add(nodes[next]);
            foreach (var reader in readers[next] ?? [])
            {
                if (--missing[reader] == 0)
                {
                    ready.Enqueue(reader, reader);
                }
            }
        }

        if (ordered.Count < nodes.Count)
        {
            var stuck = nodes[Array.FindIndex(missing, count => count > 0)];
            var awaited = stuck.Input.FirstOrDefault(producers.ContainsKey);
            throw new DecantException(
                $"the nodes form a circle: '{stuck.Name}' ({stuck.OpType}) waits for '{awaited}', which waits for it."
            );
        }

        return ordered;

        void Wait(int reader, int producer)
        {
            (readers[producer] ??= []).Add(reader);
            missing[reader]++;
        }
    }

    private static Dictionary<string, int> Producers(IReadOnlyList<NodeProto> nodes, IReadOnlySet<string> given)
    {
        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var name in nodes[i].Output.Where(name => name.Length > 0))
            {
                if (given.Contains(name) || !producers.TryAdd(name, i))
                {
                    throw new DecantException(
                        $"the value '{name}' is defined twice, the second time by node '{nodes[i].Name}' "
                            + $"({nodes[i].OpType}); names are unique."
                    );
                }
            }
        }

        return producers;
    }
}
