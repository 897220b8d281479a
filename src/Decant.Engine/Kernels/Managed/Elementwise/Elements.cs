namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Where the elements of a chain's operand are: all of them in memory, or those of the block that a thread works on, in scratch of its own.
/// </summary>
internal readonly unsafe struct Elements
{
    private readonly float* _first;
    private readonly int _slot;

    private Elements(float* first, int slot)
    {
        _first = first;
        _slot = slot;
    }

    /// <summary>All elements in memory.</summary>
    public static Elements At(float* first) => new(first, -1);

    /// <summary>One block of the thread's scratch; the slots of a chain are numbered from 0.</summary>
    public static Elements InScratch(int slot) => new(null, slot);

    /// <summary>The slots of scratch that it needs to exist.</summary>
    public int Slots => _slot + 1;

    /// <summary>
    /// Where its first element is or, for a block in scratch that begins with element <paramref name="start"/>, would be.
    /// </summary>
    public float* First(float* scratch, int blockSize, long start) => _slot < 0 ? _first : scratch + ((long)_slot * blockSize) - start;
}
