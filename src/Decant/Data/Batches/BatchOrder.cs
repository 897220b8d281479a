using Decant.Engine.Randomness;

namespace Decant.Data.Batches;

/// <summary>The order in which an epoch shows the samples: decided by (seed, epoch) alone, never by the epochs before it.</summary>
internal sealed class BatchOrder
{
    // So many batches' samples are sorted by length together: enough for little padding, few enough that an epoch stays a mixture.
    private const int BatchesSorted = 50;

    private readonly BatchOptions _options;
    private readonly int[] _order;
    private readonly int[]? _lengths;

    /// <summary>Looks at the lengths where they count.</summary>
    public BatchOrder(Dataset dataset, BatchOptions options)
    {
        _options = options;
        _order = [.. Enumerable.Range(0, dataset.Count)];
        _lengths = options.SimilarLength is { } axis ? SampleLengths.Of(dataset, axis) : null;
        Begin(0);
    }

    /// <summary>Samples in the order of the epoch.</summary>
    public ReadOnlySpan<int> Samples => _order;

    /// <summary>Makes the order of an epoch.</summary>
    public void Begin(int epoch)
    {
        if (!_options.Shuffle && _lengths is null)
        {
            return;
        }

        // From the same start each time.
        for (var i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        if (_options.Shuffle)
        {
            var stream = new RandomStream(_options.Seed, "shuffle").At((ulong)epoch);
            stream.Shuffle<int>(_order);
        }

        if (_lengths is not null)
        {
            Sort(epoch, _lengths);
        }
    }

    // Samples of similar length become a batch, and the batches come in random order; what fills none stays last.
    private void Sort(int epoch, int[] lengths)
    {
        var width = _options.Shuffle ? _options.Size * BatchesSorted : _order.Length;
        for (var start = 0; start < _order.Length; start += width)
        {
            // OrderBy keeps the order of equal lengths.
            _order.Skip(start).Take(width).OrderBy(index => lengths[index]).ToArray().CopyTo(_order, start);
        }

        if (!_options.Shuffle)
        {
            return;
        }

        int[] batches = [.. Enumerable.Range(0, _order.Length / _options.Size)];
        var stream = new RandomStream(_options.Seed, "batches").At((ulong)epoch);
        stream.Shuffle<int>(batches);
        int[] sorted = [.. _order];
        foreach (var (place, batch) in batches.Index())
        {
            sorted.AsSpan(batch * _options.Size, _options.Size).CopyTo(_order.AsSpan(place * _options.Size));
        }
    }
}
