using Decant.Engine.Devices;
using Decant.Engine.Graphs;

namespace Decant.Engine.Execution;

/// <summary>The states of a compiled graph: numbers that every run reads and changes, such as weights, moments and running means.</summary>
internal sealed class StateMemory : IDisposable
{
    private readonly StatePlan _plan;
    private readonly Dictionary<string, Storage> _present = new(StringComparer.Ordinal);
    private readonly (Storage Present, Storage Next)[] _apart;
    private readonly HashSet<Storage> _owned;

    /// <summary>The states of a plan.</summary>
    /// <param name="plan">Where they lie.</param>
    /// <param name="operands">All values of the graph.</param>
    public StateMemory(StatePlan plan, IReadOnlyDictionary<Value, Operand> operands)
    {
        _plan = plan;
        foreach (var (present, _) in plan.States)
        {
            _present[present.Name] = operands[present].Storage;
        }

        _apart =
        [
            .. from state in plan.States
            let pair = (Present: operands[state.Present].Storage, Next: operands[state.Next].Storage)
            where pair.Present != pair.Next
            select pair,
        ];
        _owned = [.. operands.Where(pair => plan.Memory(pair.Key) is not null).Select(pair => pair.Value.Storage)];
    }

    /// <summary>Their names, in the order in which the graph has them.</summary>
    public IEnumerable<string> Names => _present.Keys;

    /// <summary>Bytes of states, next values that lie apart, and gradients of parameters.</summary>
    public long Bytes => _plan.Bytes;

    /// <summary>
    /// The present value of a state; the memory of one may be another after every run. Null where there is no such state.
    /// </summary>
    public Tensor? Find(string name) => _present.GetValueOrDefault(name)?.Memory;

    /// <summary>Whether memory belongs to the plan.</summary>
    public bool Owns(Storage storage) => _owned.Contains(storage);

    /// <summary>The run is done: what was next is present.</summary>
    public void Advance()
    {
        foreach (var (present, next) in _apart)
        {
            var memory = present.Memory!;
            present.Attach(next.Memory!);
            next.Attach(memory);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _plan.Dispose();
}
