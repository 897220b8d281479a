using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Passes;

namespace Decant.Engine.Execution;

/// <summary>
/// Where the states of a graph lie: initialisers that have a next value among the outputs, named like them with
/// <see cref="TrainingForm.NextSuffix"/>. Weights, gradients and each kind of moment lie in one block, one parameter after the other,
/// padded to 64 bytes with zeros. A next value lies where the present one lies if its operator can change it there and nothing reads the
/// present one later; else it has memory of its own, and after a run the two change places.
/// </summary>
internal sealed class StatePlan : IDisposable
{
    private readonly Func<Node, Launcher> _launcher;
    private readonly Dictionary<Value, Tensor> _memory = [];
    private readonly Dictionary<Value, Value> _homes = [];
    private readonly List<Tensor> _owned = [];
    private readonly List<(Value Present, Value Next)> _states = [];

    /// <summary>A plan without states.</summary>
    public static StatePlan None { get; } = new(new Graph("none"), [], _ => throw new InvalidOperationException("No node, no launcher."));

    /// <summary>Plans the states of a graph.</summary>
    /// <param name="graph">The graph as it will run.</param>
    /// <param name="parameters">Names of the weights that updates change, in the order in which they are to lie.</param>
    /// <param name="launcher">What runs a node.</param>
    public StatePlan(Graph graph, IReadOnlyList<string> parameters, Func<Node, Launcher> launcher)
    {
        _launcher = launcher;
        var nexts = graph.Outputs.ToDictionary(output => output.Name, StringComparer.Ordinal);
        _states.AddRange(
            from present in graph.Initializers
            let next = nexts.GetValueOrDefault(present.Name + TrainingForm.NextSuffix)
            where next is not null
            select (present, next)
        );
        LayUpdates(graph, parameters);
        foreach (var (present, next) in _states)
        {
            Own(present, present.Data!);
            if (!LieTogether(graph, present, next))
            {
                Own(next, present.Data!);
            }
        }
    }

    /// <summary>The states and their next values.</summary>
    public IReadOnlyList<(Value Present, Value Next)> States => _states;

    /// <summary>Bytes of states, next values that lie apart, and gradients of parameters.</summary>
    public long Bytes => _owned.Sum(memory => memory.ByteCount);

    /// <summary>The memory of a value; null where the plan gives it none.</summary>
    public Tensor? Memory(Value value) => _memory.GetValueOrDefault(value);

    /// <summary>The state whose memory a value takes over; null for none.</summary>
    public Value? Home(Value value) => _homes.GetValueOrDefault(value);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var memory in _owned)
        {
            memory.Dispose();
        }
    }

    private void LayUpdates(Graph graph, IReadOnlyList<string> parameters)
    {
        var order = parameters
            .Select((name, place) => (name, place))
            .ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        var updates = graph
            .Nodes.Where(node => node.Operator is OptimizerUpdate)
            .OrderBy(node => order[node.Inputs[OptimizerUpdate.WeightsInput]!.Name])
            .ToArray();
        foreach (var type in updates.Select(update => update.Inputs[0]!.Type).Distinct())
        {
            var alike = updates.Where(update => update.Inputs[0]!.Type == type).ToArray();
            LayOut(alike.Select(update => update.Inputs[OptimizerUpdate.WeightsInput]!), IsState);
            LayOut(alike.Select(update => update.Inputs[OptimizerUpdate.GradientInput]!), IsOutside);
            for (var moment = OptimizerUpdate.FirstMoment; moment < alike.Max(update => update.Inputs.Count); moment++)
            {
                LayOut(alike.Where(update => update.Inputs.Count > moment).Select(update => update.Inputs[moment]!), IsState);
            }
        }

        bool IsOutside(Value gradient) => gradient.Producer is null || graph.Outputs.Contains(gradient);

        bool IsState(Value value) => _states.Any(state => state.Present == value);
    }

    private void LayOut(IEnumerable<Value> values, Func<Value, bool> isCounted)
    {
        Value[] block = [.. values.Where(isCounted).Distinct()];
        if (block.Length == 0)
        {
            return;
        }

        var size = block[0].Type.Size();
        var all = new Tensor(block[0].Type, checked((int)(block.Sum(value => Operand.Padded(Count(value) * size)) / size)));
        _owned.Add(all);
        long offset = 0;
        foreach (var value in block)
        {
            var memory = _memory[value] = all.View(offset, value.Shape.Sizes());
            if (value.Data is { } first)
            {
                memory.CopyFrom(first);
            }

            offset += Operand.Padded(Count(value) * size) / size;
        }
    }

    private static long Count(Value value) => value.Shape.Sizes().Aggregate(1L, (product, size) => product * size);

    private void Own(Value value, Tensor first)
    {
        if (!_memory.ContainsKey(value))
        {
            _owned.Add(_memory[value] = first.Clone());
        }
    }

    // Follows the next value back to the present one, over operators that change a state where it lies.
    private bool LieTogether(Graph graph, Value present, Value next)
    {
        var path = new List<Value>();
        for (var value = next; value.Producer is { } producer; )
        {
            if (
                _launcher(producer).TakesOver(producer.Outputs.ToList().IndexOf(value)) is not { } place
                || producer.Inputs[place] is not { } before
                || producer.Inputs.Count(input => input == before) > 1
                || IsReadAfter(graph, before, producer)
            )
            {
                return false;
            }

            path.Add(value);
            if (before == present)
            {
                path.ForEach(taken => _homes[taken] = present);
                return true;
            }

            value = before;
        }

        return false;
    }

    private bool IsReadAfter(Graph graph, Value value, Node node)
    {
        var (readers, isAfter) = (new HashSet<Value> { value }, false);
        foreach (var other in graph.Nodes)
        {
            if (other.Inputs.Any(input => input is not null && readers.Contains(input)))
            {
                if (isAfter)
                {
                    return true;
                }

                if (other != node && _launcher(other).IsView)
                {
                    readers.Add(other.Outputs[0]);
                }
            }

            isAfter |= other == node;
        }

        return graph.Outputs.Contains(value);
    }
}
