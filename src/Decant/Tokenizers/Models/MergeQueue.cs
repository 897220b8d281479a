namespace Decant.Tokenizers.Models;

/// <summary>Places in the order of their ranks, and of equal ranks from left to right: a binary heap of one number each.</summary>
internal sealed class MergeQueue(int capacity)
{
    private ulong[] _heap = new ulong[Math.Max(16, capacity)];
    private int _count;

    /// <summary>Adds a place; one that does not join is left out.</summary>
    public void Add(int rank, int place)
    {
        if (rank == int.MaxValue)
        {
            return;
        }
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, _count * 2);
        }
        var entry = (ulong)(uint)rank << 32 | (uint)place;
        var i = _count++;
        while (i > 0 && _heap[(i - 1) >> 2] > entry)
        {
            _heap[i] = _heap[(i - 1) >> 2];
            i = (i - 1) >> 2;
        }
        _heap[i] = entry;
    }

    /// <summary>Takes the first place; false where there is none.</summary>
    public bool TryTake(out int rank, out int place)
    {
        if (_count == 0)
        {
            (rank, place) = (0, 0);
            return false;
        }
        var first = _heap[0];
        (rank, place) = ((int)(first >> 32), (int)(uint)first);
        var last = _heap[--_count];
        var i = 0;
        // Four children each: fewer steps down than with two.
        for (var child = 1; child < _count; child = 4 * i + 1)
        {
            var least = child;
            for (var other = child + 1; other < Math.Min(child + 4, _count); other++)
            {
                least = _heap[other] < _heap[least] ? other : least;
            }
            if (_heap[least] >= last)
            {
                break;
            }
            _heap[i] = _heap[least];
            i = least;
        }
        _heap[i] = last;
        return true;
    }
}
