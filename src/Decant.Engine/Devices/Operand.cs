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

    /// <summary>Bytes up to where the next value of a block begins: those of a value, and zeros up to the next 64 bytes.</summary>
    public static long Padded(long bytes) => (bytes + Tensor.Alignment - 1) / Tensor.Alignment * Tensor.Alignment;

    /// <summary>Whether it lies directly after another value of a block.</summary>
    public bool Follows(Operand first) => first.Type == Type && (byte*)first.Pointer + Padded(first.Count * Type.Size()) == (byte*)Pointer;

    /// <summary>
    /// Takes the numbers of the state that it is the next value of; nothing moves where the plan laid the two in one place.
    /// </summary>
    public void Settle(Operand state)
    {
        if (state.Pointer != Pointer)
        {
            var bytes = Count * Type.Size();
            Buffer.MemoryCopy(state.Pointer, Pointer, bytes, bytes);
        }
    }

    /// <summary>The elements as <typeparamref name="T"/>.</summary>
    public Span<T> Span<T>()
        where T : unmanaged => new(Pointer, checked((int)Count));
}
