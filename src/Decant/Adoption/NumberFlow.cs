using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Adoption;

/// <summary>
/// Follows the numbers of a file to where they meet the samples, through everything that only rearranges them or computes with other
/// constants (Reshape, Concat, Slice, Identity, a norm of the weight), and the gradient from the answers back to them.
/// </summary>
internal sealed class NumberFlow
{
    private readonly HashSet<Value> _data = [];
    private readonly HashSet<Value> _reached = [];
    private readonly Dictionary<Value, List<NumberUse>> _uses = [];

    /// <summary>Follows all numbers of a network.</summary>
    /// <param name="network">A forward graph.</param>
    /// <param name="answers">The values that training learns by.</param>
    public NumberFlow(Graph network, IEnumerable<Value> answers)
    {
        FindData(network);
        FindReached(network, answers);
        var carried = network.Initializers.ToDictionary(value => value, value => new HashSet<Value> { value });
        foreach (var node in network.Nodes)
        {
            Follow(node, carried);
        }
    }

    /// <summary>Where numbers meet the samples; none for those that never do.</summary>
    public IReadOnlyList<NumberUse> Uses(Value numbers) => _uses.GetValueOrDefault(numbers) ?? [];

    /// <summary>Whether a value depends on the samples by more than their number and sizes.</summary>
    public bool IsData(Value value) => _data.Contains(value);

    /// <summary>Whether the answers change smoothly with the numbers that a node reads at a place.</summary>
    public bool IsReached(NumberUse use) =>
        _reached.Contains(use.Numbers)
        && use.Node.Outputs.Any(_reached.Contains)
        && use.Node.Operator.IsDifferentiable
        && !IsStatistic(use);

    /// <summary>Whether it is a mean or variance that batch normalisation keeps.</summary>
    public static bool IsStatistic(NumberUse use) =>
        use.Node.Operator is BatchNormalization or BatchNormalizationTraining && use.Place is 3 or 4;

    private void FindData(Graph network)
    {
        _data.UnionWith(network.Inputs);
        foreach (
            var node in network.Nodes.Where(node =>
                node.Operator is not ShapeOf && node.Inputs.Any(input => input is not null && _data.Contains(input))
            )
        )
        {
            _data.UnionWith(node.Outputs);
        }
    }

    private void FindReached(Graph network, IEnumerable<Value> answers)
    {
        _reached.UnionWith(answers.Where(value => value.Type.IsFloat()));
        foreach (var node in network.Nodes.Reverse().Where(node => node.Operator.IsDifferentiable && node.Outputs.Any(_reached.Contains)))
        {
            _reached.UnionWith(
                node.Inputs.OfType<Value>().Where((value, place) => value.Type.IsFloat() && !IsStatistic(new NumberUse(node, place)))
            );
        }
    }

    private void Follow(Node node, Dictionary<Value, HashSet<Value>> carried)
    {
        var isMeeting = node.Outputs.Any(_data.Contains);
        for (var place = 0; place < node.Inputs.Count; place++)
        {
            if (node.Inputs[place] is not { } input || !carried.TryGetValue(input, out var numbers))
            {
                continue;
            }

            foreach (var output in isMeeting ? [] : node.Outputs)
            {
                if (!carried.TryGetValue(output, out var all))
                {
                    carried[output] = all = [];
                }

                all.UnionWith(numbers);
            }

            foreach (var value in isMeeting ? numbers : [])
            {
                if (!_uses.TryGetValue(value, out var uses))
                {
                    _uses[value] = uses = [];
                }

                uses.Add(new NumberUse(node, place));
            }
        }
    }
}
