using Decant.Engine.Graphs;

namespace Decant.Engine.Devices;

/// <summary>
/// A stretch of memory that one value and its views share: a place in the arena, or memory of the graph's or the caller's.
/// </summary>
internal sealed unsafe class Storage
{
    private void* _pointer;

    /// <summary>Memory outside the arena, kept alive; null for a place in the arena.</summary>
    public Tensor? Memory { get; private set; }

    /// <summary>Bytes needed when every name has its bound.</summary>
    public long Bytes { get; set; }

    /// <summary>Whether its place is in the arena.</summary>
    public bool InArena { get; init; }

    /// <summary>The scratch of a chain's block that holds it, when no one but that chain touches it; null for memory.</summary>
    public int? Slot { get; set; }

    /// <summary>Byte in the arena where it begins.</summary>
    public long Offset { get; set; }

    /// <summary>Number of the step that writes it first.</summary>
    public int FirstStep { get; set; }

    /// <summary>Number of the last step that touches it.</summary>
    public int LastStep { get; set; }

    /// <summary>The first byte.</summary>
    public void* Pointer => _pointer;

    /// <summary>Uses memory of someone else.</summary>
    public void Attach(Tensor memory)
    {
        Memory = memory;
        _pointer = memory.Pointer;
    }

    /// <summary>Takes its place in the arena.</summary>
    public void Place(void* arena) => _pointer = (byte*)arena + Offset;
}
