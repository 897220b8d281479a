using Decant.Engine.Graphs;

namespace Decant.Engine.Devices;

/// <summary>A value while the graph runs: where its numbers lie and how many they are.</summary>
internal sealed unsafe class Operand
{
    private readonly SymbolicSize[] _symbolic;

    /// <summary>A value in a place; its sizes are those for which memory is planned.</summary>
    public Operand(Value value, Storage storage, SymbolTable symbols)
    {
        Value = value;
        Storage = storage;
        Sizes = new int[value.Shape.Rank];
        _symbolic = [.. value.Shape.Select(size => new SymbolicSize(size, symbols))];
        Resize();
        storage.Bytes = Math.Max(storage.Bytes, Count * Type.Size());
    }

    /// <summary>The value of the graph.</summary>
    public Value Value { get; }

    /// <summary>The memory, shared with its views.</summary>
    public Storage Storage { get; }

    /// <summary>What an element is.</summary>
    public ElementType Type => Value.Type;

    /// <summary>Logical sizes, in ONNX's order of axes, in the current run.</summary>
    public int[] Sizes { get; }

    /// <summary>Number of elements in the current run.</summary>
    public long Count { get; private set; }

    /// <summary>The first element.</summary>
    public void* Pointer => Storage.Pointer;

    /// <summary>Computes the sizes for the current values of the names, without allocating.</summary>
    public void Resize()
    {
        Count = 1;
        for (var axis = 0; axis < Sizes.Length; axis++)
        {
            Sizes[axis] = _symbolic[axis].Resolve();
            Count = checked(Count * Sizes[axis]);
        }
    }

    /// <summary>The elements as <typeparamref name="T"/>.</summary>
    public Span<T> Span<T>() where T : unmanaged => new(Pointer, checked((int)Count));
}
