using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Data.Batches;

/// <summary>Memory of one batch, and the batches that can lie in it: a full one, and the smaller last one of an epoch.</summary>
internal sealed unsafe class BatchSlot : IDisposable
{
    private readonly BatchAxis[] _axes;
    private readonly BatchField[] _memory;
    private readonly (string Length, string Mask)[] _names;
    private readonly int[] _indices;
    private readonly Sample _sample;
    private readonly Batch _full,
        _last;

    public BatchSlot(IReadOnlyList<Field> fields, int size, int lastSize)
    {
        Fields = fields;
        _sample = new Sample(fields, isOwner: false);
        _axes =
        [
            .. _sample
                .Axes.ToArray()
                .Select(axis => new BatchAxis(
                    axis.Name,
                    size,
                    fields.Where(field => field.Length?.Name == axis.Name).Max(field => field.Shape[0].Size)
                )),
        ];
        _memory =
        [
            .. fields.Select(
                (field, place) => new BatchField(field, size, _sample.AxisOf(place) < 0 ? null : _axes[_sample.AxisOf(place)])
            ),
        ];
        _names = [.. fields.Select(field => (Batch.LengthName(field.Name), Batch.MaskName(field.Name)))];
        _indices = new int[size];
        _full = new Batch(this, size);
        _last = new Batch(this, lastSize);
    }

    /// <summary>What is read.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>The step that the memory is filled for; -1 while it is not.</summary>
    public int FilledStep { get; set; } = -1;

    /// <summary>The indices, to be written.</summary>
    public Span<int> Indices => _indices;

    /// <summary>The batch of the asked size in this memory.</summary>
    public Batch Of(int count) => count == _full.Count ? _full : _last;

    /// <summary>A field of the first samples, its lengths or its mask; null where it is not read.</summary>
    public Tensor? Find(string name, int count)
    {
        for (var place = 0; place < _memory.Length; place++)
        {
            if (Fields[place].Name == name)
            {
                return _memory[place].Of(count);
            }

            if (_memory[place].Axis is { } axis && (_names[place].Length == name || _names[place].Mask == name))
            {
                return _names[place].Length == name ? axis.Lengths(count) : axis.Mask(count);
            }
        }

        return null;
    }

    /// <summary>An axis that varies.</summary>
    public BatchAxis Axis(string name)
    {
        foreach (var axis in _axes)
        {
            if (axis.Name == name)
            {
                return axis;
            }
        }

        throw new DecantException($"Batch: {NearestName.Explain("axis that varies", name, _axes.Select(axis => axis.Name))}.");
    }

    /// <summary>The memory of one sample of the batch, to be filled.</summary>
    public Sample SampleAt(int place)
    {
        _sample.Clear();
        for (var field = 0; field < _memory.Length; field++)
        {
            _sample.Point(field, _memory[field].At(place));
        }

        return _sample;
    }

    /// <summary>Notes the lengths of the sample that was filled.</summary>
    /// <exception cref="DecantException">The data set did not say one of them.</exception>
    public void Keep(int place, Dataset dataset, int index)
    {
        for (var axis = 0; axis < _axes.Length; axis++)
        {
            var length = _sample.LengthAt(axis);
            _axes[axis]
                .Set(
                    place,
                    length >= 0
                        ? length
                        : throw new DecantException(
                            $"'{dataset.Name}', sample {index}: no field says how long it is along "
                                + $"{_axes[axis].Name}. Let Dataset.Read write a field of that axis with its length."
                        )
                );
        }
    }

    /// <summary>Brings samples of different lengths together.</summary>
    public void Close(Batch batch)
    {
        if (_axes.Length == 0)
        {
            return;
        }

        foreach (var axis in _axes)
        {
            axis.Close(batch.Count);
        }

        foreach (var field in _memory)
        {
            field.Pad(batch.Count);
        }

        batch.Refresh();
    }

    public void Dispose()
    {
        foreach (var field in _memory)
        {
            field.Dispose();
        }

        foreach (var axis in _axes)
        {
            axis.Dispose();
        }
    }
}
