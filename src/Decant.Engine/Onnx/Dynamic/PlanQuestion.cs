using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>A value on whose numbers the rest of a network depends, and the part of the network that computes it from the inputs.</summary>
internal sealed class PlanQuestion : IDisposable
{
    private readonly string _asked;
    private readonly Executable? _part;
    private readonly string[] _inputs = [];

    /// <summary>Compiles the part.</summary>
    /// <param name="value">The value that is asked for.</param>
    /// <param name="further">Values that later questions are likely to start from.</param>
    /// <param name="known">Numbers that need no computing.</param>
    /// <param name="held">What earlier questions on the same way have computed, by name.</param>
    /// <param name="device">Threads and kernels.</param>
    /// <exception cref="DecantException">It cannot be computed.</exception>
    public PlanQuestion(
        Value value,
        IReadOnlyList<Value> further,
        Func<Value, Tensor?> known,
        IReadOnlyDictionary<string, Tensor> held,
        Device device
    )
    {
        _asked = value.Name;
        if (value.IsInput)
        {
            return;
        }

        bool IsGiven(Value given) => given.IsInput || held.ContainsKey(given.Name) || known(given) is not null;
        Value[] wanted = [value, .. further.Where(other => !IsGiven(other)).Distinct()];
        var part = GraphPart.Of(wanted, IsGiven)
            ?? throw new DecantException($"'{value.Name}' cannot be computed before the rest of the network.");
        _part = Executable.Compile(part.Make(known), new CompileOptions { Device = device });
        foreach (var input in _part.Graph.Inputs.Where(input => held.ContainsKey(input.Name)))
        {
            _part.Bind(input.Name, held[input.Name]);
        }

        _inputs = [.. _part.Graph.Inputs.Select(input => input.Name).Where(name => !held.ContainsKey(name))];
        Computed = wanted.Skip(1).ToDictionary(other => other.Name, other => _part[other.Name]);
    }

    /// <summary>What was computed along with the answer, by name; it holds until the next one.</summary>
    public IReadOnlyDictionary<string, Tensor> Computed { get; } = new Dictionary<string, Tensor>();

    /// <summary>The answer for given inputs; it holds until the next one.</summary>
    public Tensor Ask(IReadOnlyDictionary<string, Tensor> inputs)
    {
        if (_part is null)
        {
            return inputs[_asked];
        }

        foreach (var name in _inputs)
        {
            _part.Bind(name, inputs[name]);
        }

        _part.Run();
        return _part[_asked];
    }

    /// <inheritdoc/>
    public void Dispose() => _part?.Dispose();
}
