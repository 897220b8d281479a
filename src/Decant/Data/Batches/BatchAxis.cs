using Decant.Engine.Graphs;

namespace Decant.Data.Batches;

/// <summary>The lengths of a batch's samples along one axis.</summary>
/// <param name="name">The axis.</param>
/// <param name="size">Samples of the largest batch.</param>
/// <param name="longest">The most that a sample can have.</param>
internal sealed class BatchAxis(string name, int size, int longest) : IDisposable
{
    private readonly Tensor _lengths = new(ElementType.Int64, size);
    private readonly Tensor _mask = new(ElementType.Float32, size, longest);
    private readonly Dictionary<(int Count, int Length), (Tensor Lengths, Tensor Mask)> _views = [];

    /// <summary>The axis.</summary>
    public string Name => name;

    /// <summary>Places along the axis in this batch: the longest sample's, and at least one.</summary>
    public int Longest { get; private set; } = 1;

    /// <summary>The length of a sample.</summary>
    public int Of(int place) => (int)_lengths.Span<long>()[place];

    /// <summary>Notes the length of a sample.</summary>
    public void Set(int place, int length) => _lengths.Span<long>()[place] = length;

    /// <summary>Int64 [N].</summary>
    public Tensor Lengths(int count) => Views(count).Lengths;

    /// <summary>Float32 [N, T].</summary>
    public Tensor Mask(int count) => Views(count).Mask;

    /// <summary>Finds the longest sample and writes the mask.</summary>
    public void Close(int count)
    {
        Longest = 1;
        for (var place = 0; place < count; place++)
        {
            Longest = Math.Max(Longest, Of(place));
        }

        var mask = _mask.Span<float>()[..(count * Longest)];
        mask.Clear();
        for (var place = 0; place < count; place++)
        {
            mask.Slice(place * Longest, Of(place)).Fill(1);
        }
    }

    public void Dispose()
    {
        _lengths.Dispose();
        _mask.Dispose();
    }

    private (Tensor Lengths, Tensor Mask) Views(int count)
    {
        if (!_views.TryGetValue((count, Longest), out var views))
        {
            _views[(count, Longest)] = views = (_lengths.View(0, count), _mask.View(0, count, Longest));
        }

        return views;
    }
}
