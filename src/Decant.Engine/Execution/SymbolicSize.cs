using Decant.Engine.Graphs;

namespace Decant.Engine.Execution;

/// <summary>One size of a shape, prepared so that a run computes it without looking anything up.</summary>
internal struct SymbolicSize(Dimension dimension)
{
    private readonly long _factor = dimension.Factor;
    private readonly string[] _names = [.. dimension.Names()];
    private int[]? _indexes;

    /// <summary>The size for the current values of the names.</summary>
    public int Resolve(SymbolTable symbols)
    {
        _indexes ??= [.. _names.Select(symbols.IndexOf)];
        var size = _factor;
        foreach (var index in _indexes)
        {
            size *= symbols[index];
        }

        return checked((int)size);
    }
}
