using System.Globalization;
using Decant.Engine.Graphs;

namespace Decant.Engine.Devices;

/// <summary>
/// The memory that compiled graphs compute in, one graph at a time, as large as the largest of them needs: a teacher's intermediate
/// values are not needed any more when the student learns. It is freed when the last of the graphs is disposed.
/// </summary>
internal sealed unsafe class SharedArena
{
    private readonly Lock _lock = new();
    private readonly List<long> _needs = [];
    private Tensor? _memory;
    private bool _isInUse;

    /// <summary>Bytes that the largest of the graphs needs.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _needs.Count == 0 ? 0 : _needs.Max();
            }
        }
    }

    /// <summary>One graph more; the memory that another one may be using stays until the next run.</summary>
    /// <param name="bytes">What it needs.</param>
    public void Join(long bytes)
    {
        lock (_lock)
        {
            _needs.Add(bytes);
        }
    }

    /// <summary>One graph less.</summary>
    /// <param name="bytes">What it needed.</param>
    public void Leave(long bytes)
    {
        lock (_lock)
        {
            _needs.Remove(bytes);
            if (_needs.Count == 0 && !_isInUse)
            {
                Free();
            }
        }
    }

    /// <summary>Takes the memory for one run.</summary>
    /// <returns>Its first byte: another one than before when a larger graph has come.</returns>
    /// <exception cref="DecantException">The machine has too little memory.</exception>
    /// <exception cref="InvalidOperationException">Another graph is running.</exception>
    public void* Enter()
    {
        lock (_lock)
        {
            if (_isInUse)
            {
                throw new InvalidOperationException(
                    "Run: another graph of the same device is running. Run one after the other, or compile them for devices of their own."
                );
            }

            if (_memory is null || _memory.ByteCount < Bytes)
            {
                Free(); // first, so that the old and the new never exist at the same time
                _memory = Allocate(Bytes);
            }

            _isInUse = true;
            return _memory.Pointer;
        }
    }

    /// <summary>Ends a run.</summary>
    public void Exit()
    {
        lock (_lock)
        {
            _isInUse = false;
        }
    }

    // Rows of a cache line each: a tensor's axis alone ends at 2 GB.
    private static Tensor Allocate(long bytes)
    {
        try
        {
            return new Tensor(ElementType.UInt8, checked((int)((bytes + Tensor.Alignment - 1) / Tensor.Alignment)), Tensor.Alignment);
        }
        catch (OutOfMemoryException failure)
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Run: {bytes / 1e9:F1} GB to compute in are more than this machine has. A smaller batch needs less."
                ),
                failure
            );
        }
    }

    private void Free()
    {
        _memory?.Dispose();
        _memory = null;
    }
}
