using Decant.Engine.Graphs;

namespace Decant.Engine.Devices;

/// <summary>The values of named sizes: their bounds, for which memory is planned, and their values in the current run.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly int[] _bounds;
    private readonly int[] _sizes;

    /// <summary>Takes the bound of every name that a graph's inputs use.</summary>
    /// <exception cref="DecantException">A name has no bound.</exception>
    public SymbolTable(Graph graph, IReadOnlyDictionary<string, int> bounds)
    {
        foreach (var name in graph.Inputs.SelectMany(input => input.Shape).SelectMany(size => size.Names()).Distinct())
        {
            if (!bounds.ContainsKey(name))
            {
                throw new DecantException($"Compile: the size '{name}' of graph '{graph.Name}' needs a bound, such as the largest batch.");
            }

            _index.Add(name, _index.Count);
        }

        _bounds = [.. _index.Keys.Select(name => bounds[name])];
        _sizes = [.. _bounds];
    }

    /// <summary>The value of a name in the current run, by <see cref="IndexOf"/>.</summary>
    public int this[int index] => _sizes[index];

    /// <summary>Number of a name, for <see cref="this[int]"/>.</summary>
    public int IndexOf(string name) =>
        _index.TryGetValue(name, out var index) ? index : throw new DecantException(NearestName.Explain("named size", name, _index.Keys));

    /// <summary>Sets the value of a name for the runs to come.</summary>
    /// <returns>Whether it changed.</returns>
    /// <exception cref="DecantException">The value is negative or above the bound.</exception>
    public bool Set(string name, int size)
    {
        var index = IndexOf(name);
        if (size < 0 || size > _bounds[index])
        {
            throw new DecantException(
                $"Run: '{name}' must be between 0 and {_bounds[index]}, for which the graph was compiled, received {size}."
            );
        }

        var changed = _sizes[index] != size;
        _sizes[index] = size;
        return changed;
    }
}
