using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>
/// A model's own functions (<c>FunctionProto</c>): every call is replaced by the nodes of its function, with names of its own.
/// </summary>
internal static class FunctionInlining
{
    // Functions that call functions: deeper than any network, shallow enough to end.
    private const int Deepest = 32;

    /// <summary>Replaces all calls in the model's graph.</summary>
    /// <param name="model">The model; its graph is changed.</param>
    /// <param name="budget">Counts what calls are written out as.</param>
    /// <exception cref="DecantException">A function calls itself, or the calls multiply beyond every network.</exception>
    public static void Inline(ModelProto model, ReadingBudget budget)
    {
        if (model.Functions.Count == 0)
        {
            return;
        }

        var functions = new Dictionary<(string, string), FunctionProto>();
        foreach (var function in model.Functions)
        {
            functions.TryAdd((function.Domain, function.Name), function);
        }

        Expand(model.Graph, functions, budget, 0);
    }

    private static void Expand(GraphProto graph, Dictionary<(string, string), FunctionProto> functions, ReadingBudget budget, int depth)
    {
        var nodes = new List<NodeProto>();
        foreach (var node in graph.Node)
        {
            Expand(node, functions, nodes, budget, depth);
        }

        graph.Node.Clear();
        graph.Node.Add(nodes);
    }

    private static void Expand(
        NodeProto node,
        Dictionary<(string, string), FunctionProto> functions,
        List<NodeProto> nodes,
        ReadingBudget budget,
        int depth
    )
    {
        if (!functions.TryGetValue((node.Domain, node.OpType), out var function))
        {
            foreach (var graph in Subgraph.Of(node))
            {
                Expand(graph, functions, budget, depth);
            }

            nodes.Add(node);
            return;
        }

        if (depth == Deepest)
        {
            throw new DecantException($"the function '{node.OpType}' calls itself, or calls nest more than {Deepest} deep.");
        }

        // The number of nodes so far is different at every call: a prefix that no other call has.
        var prefix = $"{node.Output.FirstOrDefault("")}/{node.OpType}{nodes.Count}/";
        var names = function
            .Input.Select((name, i) => (name, node.Input.ElementAtOrDefault(i) ?? ""))
            .Concat(
                function.Output.Select(
                    (name, i) => (name, node.Output.ElementAtOrDefault(i) is { Length: > 0 } given ? given : prefix + name)
                )
            )
            .GroupBy(pair => pair.name)
            .ToDictionary(group => group.Key, group => group.First().Item2);
        string NameOf(string name) =>
            name.Length == 0 ? ""
            : names.TryGetValue(name, out var given) ? given
            : prefix + name;

        foreach (var inner in function.Node)
        {
            var copy = Subgraph.Renamed(inner, NameOf);
            copy.Name = prefix + inner.Name;
            copy.Output.Clear();
            copy.Output.Add(inner.Output.Select(NameOf));
            Resolve(copy, node, function);
            budget.SpendSteps();
            Expand(copy, functions, nodes, budget, depth + 1);
        }
    }

    private static void Resolve(NodeProto inner, NodeProto call, FunctionProto function)
    {
        AttributeProto[] attributes =
        [
            .. inner.Attribute.Select(attribute => Resolved(attribute, call, function)).OfType<AttributeProto>(),
        ];
        inner.Attribute.Clear();
        inner.Attribute.Add(attributes);
        foreach (var nested in Subgraph.Of(inner).SelectMany(graph => graph.Node))
        {
            Resolve(nested, call, function);
        }
    }

    // An attribute that refers to one of the call's: its value there, or the function's default; absent where neither is.
    private static AttributeProto? Resolved(AttributeProto attribute, NodeProto call, FunctionProto function)
    {
        if (attribute.RefAttrName.Length == 0)
        {
            return attribute;
        }

        var source = call.Attribute.FirstOrDefault(given => given.Name == attribute.RefAttrName)
            ?? function.AttributeProto.FirstOrDefault(assumed => assumed.Name == attribute.RefAttrName);
        if (source is null)
        {
            return null;
        }

        var resolved = source.Clone();
        resolved.Name = attribute.Name;
        return resolved;
    }
}
