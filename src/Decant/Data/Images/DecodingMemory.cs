using System.Runtime.InteropServices;

namespace Decant.Data.Images;

/// <summary>
/// Memory for decoded pixels, lent to one image after the other: the system clears each new page, and keeps many that are given back. Many
/// processors must not fill the memory with photographs, so there is a limit; whoever comes later waits.
/// </summary>
/// <param name="limit">Most bytes at once, unless a single image takes more.</param>
internal sealed unsafe class DecodingMemory(long limit) : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<nint, long> _lent = [];
    private readonly Dictionary<nint, long> _free = [];

    /// <summary>Lends memory, which has no content.</summary>
    public byte* Rent(long bytes)
    {
        lock (_gate)
        {
            while (true)
            {
                // The smallest that is large enough.
                var (block, size) = _free.Where(block => block.Value >= bytes).DefaultIfEmpty().MinBy(block => block.Value);
                if (block != 0)
                {
                    _free.Remove(block);
                    _lent.Add(block, size);
                    return (byte*)block;
                }

                if (_lent.Values.Sum() + _free.Values.Sum() + bytes > limit)
                {
                    Release();
                }

                if (_lent.Count == 0 || _lent.Values.Sum() + bytes <= limit)
                {
                    var fresh = NativeMemory.Alloc((nuint)bytes);
                    _lent.Add((nint)fresh, bytes);
                    return (byte*)fresh;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Takes memory back.</summary>
    public void Return(byte* memory)
    {
        lock (_gate)
        {
            _lent.Remove((nint)memory, out var size);
            _free.Add((nint)memory, size);
            Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Release();

    private void Release()
    {
        foreach (var block in _free.Keys)
        {
            NativeMemory.Free((void*)block);
        }

        _free.Clear();
    }
}
