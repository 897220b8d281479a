using Decant.Engine.Graphs;

namespace Decant.Engine.Devices;

/// <summary>One size of a shape, prepared so that a run computes it without looking anything up.</summary>
internal readonly struct SymbolicSize(Dimension dimension, SymbolTable symbols)
{
    private readonly int[] _indexes = [.. dimension.Names().Select(symbols.IndexOf)];

    /// <summary>The size for the current values of the names.</summary>
    public int Resolve()
    {
        var size = dimension.Factor;
        foreach (var index in _indexes)
        {
            size *= symbols[index];
        }

        return checked((int)size);
    }
}
