using Decant.Data.Fields;
using Decant.Engine.Graphs;

namespace Decant.Data.Batches;

/// <summary>Memory of one field of a batch, large enough for the longest samples.</summary>
internal sealed unsafe class BatchField : IDisposable
{
    private readonly Field _field;
    private readonly Tensor _memory;
    private readonly long _sampleBytes;
    private readonly Dictionary<(int Count, int Length), Tensor> _views = [];

    /// <summary>Allocates the memory.</summary>
    /// <param name="field">The field.</param>
    /// <param name="size">Samples of the largest batch.</param>
    /// <param name="axis">The axis along which the field varies; null where it does not.</param>
    public BatchField(Field field, int size, BatchAxis? axis)
    {
        _field = field;
        Axis = axis;
        _memory = new Tensor(field.Type, [size, .. field.Shape.Select(length => length.Size)]);
        _sampleBytes = (long)field.Count * field.Type.Size();
    }

    /// <summary>The axis along which the field varies; null where it does not.</summary>
    public BatchAxis? Axis { get; }

    /// <summary>Where a sample is written.</summary>
    public void* At(int place) => (byte*)_memory.Pointer + (place * _sampleBytes);

    /// <summary>The field of the first samples: a view, made once for each pair of sizes.</summary>
    public Tensor Of(int count)
    {
        var key = (count, Axis?.Longest ?? 0);
        return _views.TryGetValue(key, out var view) ? view : _views[key] = Make(count);
    }

    /// <summary>Moves samples of different lengths together, so that each is as long as the longest, with padding after its end.</summary>
    /// <param name="count">Samples in the batch.</param>
    public void Pad(int count)
    {
        if (Axis is null)
        {
            return;
        }

        var row = _field.RowCount;
        var bytes = (long)Axis.Longest * row * _field.Type.Size();
        for (var place = 0; place < count; place++)
        {
            // To lower addresses, in order: nothing is overwritten before it was moved.
            var start = (byte*)_memory.Pointer + (place * bytes);
            var length = Axis.Of(place);
            Buffer.MemoryCopy(At(place), start, bytes, (long)length * row * _field.Type.Size());
            Sample.Pad(_field, start, length * row, Axis.Longest * row);
        }
    }

    public void Dispose() => _memory.Dispose();

    private Tensor Make(int count) =>
        _memory.View(0, [count, .. _field.Shape.Select((size, place) => place == 0 && Axis is not null ? Axis.Longest : size.Size)]);
}
