using Decant.Engine.Graphs;

namespace Decant.Engine.Execution;

/// <summary>A value while the graph runs: where its numbers lie, how many, in which order.</summary>
internal sealed unsafe class Operand(Value value, Storage storage)
{
    private readonly SymbolicSize[] _symbolic = [.. value.Shape.Select(size => new SymbolicSize(size))];

    /// <summary>The value of the graph.</summary>
    public Value Value { get; } = value;

    /// <summary>The memory, shared with its views.</summary>
    public Storage Storage { get; } = storage;

    /// <summary>What an element is.</summary>
    public ElementType Type => Value.Type;

    /// <summary>Logical sizes, in ONNX's order of axes, for the current run.</summary>
    public int[] Sizes { get; } = new int[value.Shape.Rank];

    /// <summary>Number of elements in the current run.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a value [N, C, H, W] lies in memory as N, H, W, C.</summary>
    public bool ChannelsLast { get; set; }

    /// <summary>The first element.</summary>
    public void* Pointer => Storage.Pointer;

    /// <summary>Computes the sizes for given values of the names, without allocating.</summary>
    public void Resize(SymbolTable symbols)
    {
        Count = 1;
        for (var axis = 0; axis < Sizes.Length; axis++)
        {
            Sizes[axis] = _symbolic[axis].Resolve(symbols);
            Count *= Sizes[axis];
        }
    }
}
