using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels;

/// <summary>
/// A constant operand in the order in which a kernel reads it: packed or transformed by the kernel's first run, read as it is by all later
/// ones.
/// One kernel at a time uses it, always for the same operand.
/// </summary>
internal sealed unsafe class PreparedWeights : IDisposable
{
    private readonly List<PreparedWeights> _parts = [];
    private float* _memory;
    private long _floats;

    /// <summary>Which of the kernel's orders the memory holds, such as the columns of a panel; 0 before the first run.</summary>
    public int Order { get; private set; }

    /// <summary>Bytes in use.</summary>
    public long Bytes => (sizeof(float) * _floats) + _parts.Sum(part => part.Bytes);

    /// <summary>The same for one part of the operand, such as a group's weights, that a kernel prepares by itself.</summary>
    public PreparedWeights Part(int index)
    {
        while (_parts.Count <= index)
        {
            _parts.Add(new PreparedWeights());
        }

        return _parts[index];
    }

    /// <summary>The memory, 64-byte aligned.</summary>
    /// <param name="floats">Size of the operand in that order.</param>
    /// <param name="order">The order, not 0.</param>
    /// <param name="isReady">Whether the operand is there; else the caller writes it now.</param>
    public float* Reserve(long floats, int order, out bool isReady)
    {
        isReady = order == Order && floats == _floats;
        if (floats != _floats)
        {
            Free(); // first, so that nothing dangles when there is no memory for more
            _memory = (float*)NativeMemory.AlignedAlloc((nuint)(sizeof(float) * floats), 64);
            _floats = floats;
        }

        Order = order;
        return _memory;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        _parts.ForEach(part => part.Dispose());
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        (_floats, Order) = (0, 0);
    }
}
