using Decant.Engine.Graphs;

namespace Decant.Engine.Passes;

/// <summary>Puts a copy of one graph into another: several networks then run as one, on the same input.</summary>
internal static class Graft
{
    /// <summary>Copies the nodes and initialisers.</summary>
    /// <param name="target">The graph that grows.</param>
    /// <param name="source">The graph that is copied; it is not changed.</param>
    /// <param name="prefix">Stands before every name of the copy, such as <c>peer2/</c>.</param>
    /// <param name="isTrained">Whether the copy's parameters are parameters of the target; else they are constants or state.</param>
    /// <param name="inputs">Values of the target that replace inputs of the source, by name; others are the target's inputs of the same
    /// name.</param>
    /// <returns>For each value of the source, by name, what replaces it in the target.</returns>
    /// <exception cref="DecantException">The target has no input that the source reads.</exception>
    public static IReadOnlyDictionary<string, Value> Into(
        Graph target,
        Graph source,
        string prefix,
        bool isTrained,
        IReadOnlyDictionary<string, Value>? inputs = null
    )
    {
        var map = source.Inputs.ToDictionary(
            input => input,
            input =>
                inputs?.GetValueOrDefault(input.Name) ?? target.Find(input.Name) ?? target.AddInput(input.Name, input.Type, input.Shape)
        );
        foreach (var initializer in source.Initializers)
        {
            map[initializer] = target.AddNamedInitializer(prefix + initializer.Name, initializer.Data!.Clone());
            if (isTrained && source.Parameters.Contains(initializer.Name))
            {
                target.Parameters.Add(prefix + initializer.Name);
            }
        }

        foreach (var node in source.Nodes)
        {
            var copy = target.AddNode(
                node.Operator,
                [.. node.Inputs.Select(input => input is null ? null : map[input])],
                prefix + node.Name,
                [.. node.Outputs.Select(output => prefix + output.Name)]
            );
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                map[node.Outputs[i]] = copy.Outputs[i];
            }
        }

        return map.ToDictionary(pair => pair.Key.Name, pair => pair.Value);
    }
}
