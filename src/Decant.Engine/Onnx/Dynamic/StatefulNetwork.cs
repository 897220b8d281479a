using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>
/// A network whose file takes states and returns them, such as an LSTM that hears a recording chunk by chunk: what it returns is what it
/// takes next.
/// </summary>
public sealed class StatefulNetwork
{
    private readonly DynamicNetwork _network;
    private readonly Dictionary<string, Tensor> _kept = new(StringComparer.Ordinal);

    /// <summary>Feeds states back.</summary>
    /// <param name="network">The network; whoever made it disposes it.</param>
    /// <param name="states">Names of the inputs that take a state, by the names of the outputs that return it; null to find them by element
    /// type, shape and name.</param>
    /// <exception cref="DecantException">There is no such input or output, or two outputs go to one input, or no states are
    /// found.</exception>
    public StatefulNetwork(DynamicNetwork network, IReadOnlyDictionary<string, string>? states = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        States = states ?? StatePairs.Find(network.Inputs, network.Outputs);
        if (States.Count == 0)
        {
            throw new DecantException(
                $"States: no output is named like an input of the same element type and shape. Say which output goes to which input. "
                    + $"Inputs: {string.Join("; ", network.Inputs)}. Outputs: {string.Join("; ", network.Outputs)}."
            );
        }

        foreach (var (output, input) in States)
        {
            Require(output, network.Outputs, "output");
            Require(input, network.Inputs, "input");
        }

        if (States.GroupBy(pair => pair.Value).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new DecantException(
                $"States: the outputs {string.Join(" and ", twice.Select(pair => $"'{pair.Key}'"))} cannot both go "
                    + $"to the input '{twice.Key}'."
            );
        }
    }

    /// <summary>Names of the inputs that take a state, by the names of the outputs that return it.</summary>
    public IReadOnlyDictionary<string, string> States { get; }

    /// <summary>Runs the network on what comes next.</summary>
    /// <param name="inputs">Numbers for the inputs that take no state. A state that is given takes the place of the kept one; at first
    /// states are zeros, where a free size is the one of the same name among the inputs, else 1.</param>
    /// <returns>All outputs by name, the states too.</returns>
    /// <exception cref="DecantException">The inputs do not fit the network.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var all = new Dictionary<string, Tensor>(inputs, StringComparer.Ordinal);
        foreach (var input in States.Values.Where(input => !all.ContainsKey(input)))
        {
            all[input] = _kept.GetValueOrDefault(input) ?? Zeros(_network.Inputs.Single(port => port.Name == input), inputs);
        }

        var outputs = _network.Run(all);
        foreach (var (output, input) in States)
        {
            _kept[input] = outputs[output].Clone(); // what was returned is the caller's
        }

        return outputs;
    }

    /// <summary>Forgets the states: the next run begins anew.</summary>
    public void Reset() => _kept.Clear();

    private static void Require(string name, IReadOnlyList<NetworkPort> ports, string role)
    {
        if (ports.All(port => port.Name != name))
        {
            throw new DecantException($"States: {NearestName.Explain(role, name, ports.Select(port => port.Name))}.");
        }
    }

    private Tensor Zeros(NetworkPort state, IReadOnlyDictionary<string, Tensor> inputs)
    {
        if (state.Shape is not { } shape)
        {
            throw new DecantException(
                $"States: the file does not say the shape of '{state.Name}'. Give its first numbers in the first run."
            );
        }

        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (
            var port in _network.Inputs.Where(port =>
                port.Shape is { } known && inputs.TryGetValue(port.Name, out var given) && given.Rank == known.Rank
            )
        )
        {
            foreach (
                var (size, number) in port.Shape!.Zip(inputs[port.Name].Dimensions.ToArray())
                    .Where(pair => !pair.First.IsStatic && pair.First.Factor == 1)
            )
            {
                sizes[size.Symbols] = number;
            }
        }

        foreach (var name in shape.SelectMany(size => size.Names()))
        {
            sizes.TryAdd(name, 1);
        }

        return new Tensor(state.Type, [.. shape.Select(size => size.Resolve(sizes))]);
    }
}
