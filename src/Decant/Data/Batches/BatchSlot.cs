using Decant.Engine.Graphs;

namespace Decant.Data.Batches;

/// <summary>Memory of one batch, and the batches that can stand in it: a full one, and the smaller last one of an epoch.</summary>
internal sealed class BatchSlot : IDisposable
{
    private readonly Tensor _inputs, _labels;
    private readonly Tensor? _targets;
    private readonly int[] _indices;
    private readonly Batch _full, _last;

    public BatchSlot(Dataset dataset, TargetSet? targets, int size, int lastSize)
    {
        _inputs = new Tensor(ElementType.Float32, [size, .. dataset.SampleShape]);
        _labels = new Tensor(ElementType.Int64, size);
        _targets = targets is null ? null : new Tensor(ElementType.Float32, size, targets.Columns.Count);
        _indices = new int[size];
        _full = new Batch(_inputs, _labels, _targets, _indices, size);
        _last = new Batch(
            _inputs.View(0, [lastSize, .. dataset.SampleShape]), _labels.View(0, lastSize), _targets?.View(0, lastSize, targets!.Columns.Count), _indices, lastSize);
    }

    /// <summary>The step that the memory is filled for; -1 while it is not.</summary>
    public int FilledStep { get; set; } = -1;

    /// <summary>The batch of the asked size in this memory.</summary>
    public Batch Of(int count) => count == _full.Count ? _full : _last;

    /// <summary>The indices, to be written.</summary>
    public Span<int> Indices => _indices;

    public void Dispose()
    {
        _inputs.Dispose();
        _labels.Dispose();
        _targets?.Dispose();
    }
}
