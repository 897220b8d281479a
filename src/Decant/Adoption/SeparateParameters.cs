using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Adoption;

/// <summary>
/// Undoes what exporters do to save space: numbers that happened to be equal are stored once, and all layers but one read them through an
/// Identity node, or directly. What is meant to be shared stays shared. The rule: only a tensor filled with one number can equal another by
/// accident (scales of 1, biases and running means of 0 in a network that is not trained yet); random weights that are equal were one
/// weight, so tied embeddings stay tied. A filled tensor is copied for every name that an Identity node gives it, and for scales and biases
/// whose nearest layers have different weights: a module that is used twice has the same weight next to it. Statistics of a batch
/// normalisation are the state of one node and always its own.
/// </summary>
internal sealed class SeparateParameters
{
    private readonly Graph _network;
    private readonly Rewriter _rewriter;
    private readonly HashSet<Value> _data = [];
    private readonly Dictionary<Value, Value> _weightOf = [];
    private readonly Dictionary<Value, Node> _readers = [];
    private readonly Dictionary<string, Value> _copies = new(StringComparer.Ordinal);
    private readonly HashSet<Value> _taken = [];

    private SeparateParameters(Graph network)
    {
        (_network, _rewriter) = (network, new Rewriter(network, ownData: true));
        _data.UnionWith(network.Inputs);
        foreach (var value in network.Initializers.Where(value => value.Type.IsFloat() && value.Data!.Count > 1 && !IsFilled(value)))
        {
            _weightOf[value] = value;
        }

        foreach (var node in network.Nodes)
        {
            foreach (var input in node.Inputs.OfType<Value>())
            {
                _readers.TryAdd(input, node);
            }

            if (node.Operator is not ShapeOf && node.Inputs.Any(input => input is not null && _data.Contains(input)))
            {
                _data.UnionWith(node.Outputs);
            }
            else if (WeightIn(node) is { } weight)
            {
                _weightOf[node.Outputs[0]] = weight;
            }
        }
    }

    /// <summary>A copy of the network, in which each layer has its own numbers.</summary>
    public static Graph Run(Graph network) => new SeparateParameters(network).Run();

    private Graph Run()
    {
        foreach (var node in _network.Nodes)
        {
            if (node.Operator is Identity && Source(node.Outputs[0]).IsInitializer && !_network.Outputs.Contains(node.Outputs[0]))
            {
                continue; // those who read it read the numbers themselves
            }

            Value?[] inputs = [.. node.Inputs.Select((input, place) => input is null ? null : Own(node, place, input))];
            var copy = _rewriter.Target.AddNode(node.Operator, inputs, node.Name, [.. node.Outputs.Select(output => output.Name)]);
            foreach (var (old, made) in node.Outputs.Zip(copy.Outputs))
            {
                _rewriter.Replace(old, made, keepName: true);
            }
        }

        _rewriter.Target.Literals.UnionWith(_network.Literals);
        return _rewriter.Finish();
    }

    // Readers with the same key share one copy.
    private Value Own(Node node, int place, Value input)
    {
        var source = Source(input);
        if (!source.IsInitializer)
        {
            return _rewriter[input];
        }

        var isNamed = input != source;
        var key =
            NumberFlow.IsStatistic(new NumberUse(node, place)) ? $"{input.Name}/{node.Outputs[0].Name}"
            : !IsFilled(source) || _network.Literals.Contains(source.Name) ? null
            : isNamed ? input.Name
            : source.Data!.Count > 1 && LayerBefore(node) is { } layer ? $"{source.Name}/{layer.Name}"
            : source.Name;
        if (key is null)
        {
            return _rewriter[source];
        }

        if (!_copies.TryGetValue(key, out var copy))
        {
            var name = isNamed && _rewriter.Target.Find(input.Name) is null ? input.Name : key;
            copy = _copies[key] =
                !isNamed && _taken.Add(source) ? _rewriter[source] : _rewriter.Target.AddNamedInitializer(name, source.Data!.Clone());
            if (_network.Parameters.Contains(source.Name))
            {
                _rewriter.Target.Parameters.Add(copy.Name);
            }
        }

        return copy;
    }

    private static Value Source(Value value)
    {
        while (value.Producer is { Operator: Identity } node)
        {
            value = node.Inputs[0]!;
        }

        return value;
    }

    private static bool IsFilled(Value value) =>
        value is { Type: ElementType.Float32, Data: { } data } && FormulaNumbers.IsFilled(data.Span<float>());

    private Value? WeightIn(Node node) =>
        node.Inputs.OfType<Value>().Select(input => _weightOf.GetValueOrDefault(input)).OfType<Value>().FirstOrDefault();

    // The weight of the layer itself, else of the layer nearest before it, counted in nodes.
    private Value? LayerBefore(Node node)
    {
        while (!node.Outputs.Any(_data.Contains))
        {
            if (!_readers.TryGetValue(node.Outputs[0], out var reader))
            {
                return null;
            }

            node = reader;
        }

        var (open, seen) = (new Queue<Node>([node]), new HashSet<Node>());
        while (open.TryDequeue(out var next))
        {
            if (WeightIn(next) is { } weight)
            {
                return weight;
            }

            foreach (
                var producer in next
                    .Inputs.OfType<Value>()
                    .Where(_data.Contains)
                    .Select(value => value.Producer)
                    .OfType<Node>()
                    .Where(seen.Add)
            )
            {
                open.Enqueue(producer);
            }
        }

        return null;
    }
}
