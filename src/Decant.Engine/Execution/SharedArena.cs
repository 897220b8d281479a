using Decant.Engine.Graphs;

namespace Decant.Engine.Execution;

/// <summary>
/// The memory that compiled graphs compute in, one graph at a time, as large as the largest of them needs: a teacher's intermediate values are not needed any more
/// when the student learns. It is freed when the last of the graphs is disposed.
/// </summary>
internal sealed unsafe class SharedArena
{
    private readonly Lock _lock = new();
    private Tensor? _memory;
    private long _bytes;
    private int _graphs;
    private bool _isInUse;

    /// <summary>Bytes that the largest graph so far needs.</summary>
    public long Bytes => _bytes;

    /// <summary>Makes room for one more graph.</summary>
    public void Join(long bytes)
    {
        lock (_lock)
        {
            _bytes = Math.Max(_bytes, bytes);
            Reserve();
            _graphs++;
        }
    }

    /// <summary>One graph less.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (--_graphs == 0)
            {
                _memory?.Dispose();
                (_memory, _bytes) = (null, 0);
            }
        }
    }

    /// <summary>Takes the memory for one run.</summary>
    /// <returns>Its first byte: another one than before when a larger graph has come.</returns>
    /// <exception cref="InvalidOperationException">Another graph is running.</exception>
    public void* Enter()
    {
        lock (_lock)
        {
            if (_isInUse)
            {
                throw new InvalidOperationException("Run: another graph of the same compute context is running. Run one after the other, or compile them with contexts of their own.");
            }

            Reserve();
            _isInUse = true;
            return _memory!.Pointer;
        }
    }

    /// <summary>Ends a run.</summary>
    public void Exit() => _isInUse = false;

    // Rows of a cache line each: a tensor's axis alone ends at 2 GB.
    private void Reserve()
    {
        if (_memory is null || _memory.ByteCount < _bytes)
        {
            _memory?.Dispose(); // first, so that the old and the new never stand side by side
            _memory = null;
            _memory = new Tensor(ElementType.UInt8, checked((int)((_bytes + Tensor.Alignment - 1) / Tensor.Alignment)), Tensor.Alignment);
        }
    }
}
