using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;

namespace Decant.Data.Fields;

/// <summary>
/// Memory for one sample, to be filled again and again: the numbers of every field that is asked for, and the lengths of those that vary. A
/// data set writes what it knows of the fields that are asked for and leaves the others alone. Use from one thread at a time.
/// </summary>
public sealed unsafe class Sample : IDisposable
{
    private readonly Field[] _fields;
    private readonly byte*[] _memory;
    private readonly Tensor[] _own;
    private readonly int[] _axisOf;
    private readonly FieldSize[] _axes;
    private readonly int[] _lengths;
    private IWordChange? _change;
    private RandomStream _random;

    /// <summary>Memory of its own for fields of a data set.</summary>
    /// <param name="fields">What is asked for.</param>
    public Sample(params IReadOnlyList<Field> fields)
        : this(fields, isOwner: true) { }

    internal Sample(IReadOnlyList<Field> fields, bool isOwner)
    {
        _fields = [.. fields];
        _axes = [.. _fields.Select(one => one.Length).OfType<FieldSize>().DistinctBy(axis => axis.Name)];
        _axisOf = [.. _fields.Select(one => Array.FindIndex(_axes, axis => axis.Name == one.Length?.Name))];
        _lengths = new int[_axes.Length];
        _own = isOwner ? [.. _fields.Select(one => new Tensor(one.Type, [.. one.Shape.Select(size => size.Size)]))] : [];
        _memory = new byte*[_fields.Length];
        for (var place = 0; place < _own.Length; place++)
        {
            _memory[place] = (byte*)_own[place].Pointer;
        }

        Clear();
    }

    /// <summary>What is asked for.</summary>
    public ReadOnlySpan<Field> Fields => _fields;

    /// <summary>The view that is asked for, from 0; what is known of views by themselves depends on it.</summary>
    internal int View { get; set; }

    /// <summary>The axes along which samples differ, each once.</summary>
    internal ReadOnlySpan<FieldSize> Axes => _axes;

    /// <summary>Whether a field is asked for.</summary>
    public bool Asks(string name) => Place(name) >= 0;

    /// <summary>The length of this sample along an axis that varies; −1 before it was written.</summary>
    /// <exception cref="DecantException">No field that is asked for has such an axis.</exception>
    public int Length(string axis)
    {
        for (var place = 0; place < _axes.Length; place++)
        {
            if (_axes[place].Name == axis)
            {
                return _lengths[place];
            }
        }

        throw new DecantException($"Sample: {NearestName.Explain("axis that varies", axis, _axes.Select(known => known.Name))}.");
    }

    /// <summary>
    /// The numbers of a field that is asked for, to be read and written: all of them, or of one that varies as many as the sample has.
    /// </summary>
    /// <exception cref="DecantException">The field is not asked for, or holds another type of numbers.</exception>
    public Span<T> Numbers<T>(string name)
        where T : unmanaged
    {
        var place = Require<T>(name);
        return new Span<T>(
            _memory[place],
            _axisOf[place] < 0 ? _fields[place].Count : Math.Max(0, _lengths[_axisOf[place]]) * _fields[place].RowCount
        );
    }

    /// <summary>Says how long a field is that varies, and returns its numbers, to be written.</summary>
    /// <param name="name">A field that is asked for.</param>
    /// <param name="length">Places along its first axis, 0 or more; the same for all fields with this axis.</param>
    /// <exception cref="DecantException">The field is not asked for or does not vary, or the length cannot be.</exception>
    public Span<T> Numbers<T>(string name, int length)
        where T : unmanaged
    {
        var place = Require<T>(name);
        if (_axisOf[place] < 0)
        {
            throw new DecantException(
                $"Sample: field '{_fields[place]}' is as long in every sample, and received the length {length}. "
                    + $"Leave the length out, or let the field vary (FieldSize.UpTo)."
            );
        }

        ref var known = ref _lengths[_axisOf[place]];
        var axis = _fields[place].Shape[0];
        if (length < 0 || length > axis.Size)
        {
            throw new DecantException(
                $"Sample: field '{name}' has {axis}, received {length}. Cut the sample, or let the schema hold more."
            );
        }

        if (known >= 0 && known != length)
        {
            throw new DecantException(
                $"Sample: field '{name}' has the length {length}, and another field of the axis {axis.Name} has "
                    + $"{known}. Give the fields of one axis the same length, or the axes two names."
            );
        }

        known = length;
        return Numbers<T>(name);
    }

    /// <summary>Writes a field of one number, if it is asked for.</summary>
    public void Set<T>(string name, T value)
        where T : unmanaged
    {
        if (Asks(name))
        {
            Numbers<T>(name)[0] = value;
        }
    }

    /// <summary>Writes a field's numbers, if it is asked for; of one that varies as many as the sample has, which is its length.</summary>
    /// <param name="name">The field.</param>
    /// <param name="numbers">All its numbers; of a field [T, D] those of the first place, then those of the next.</param>
    /// <exception cref="DecantException">It holds another type of numbers, or another count of them.</exception>
    public void Set<T>(string name, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        if (!Asks(name))
        {
            return;
        }

        var place = Require<T>(name);
        var (field, rows) = (_fields[place], _fields[place].RowCount);
        if (_axisOf[place] < 0 ? numbers.Length != field.Count : numbers.Length % rows != 0)
        {
            throw new DecantException(
                $"Sample: field '{field}' was given {numbers.Length} numbers. Give "
                    + $"{(_axisOf[place] < 0 ? $"{field.Count}" : $"a multiple of {rows}")}."
            );
        }

        numbers.CopyTo(_axisOf[place] < 0 ? Numbers<T>(name) : Numbers<T>(name, numbers.Length / rows));
    }

    /// <summary>
    /// Says of a field that nothing is known of it: all its numbers are its padding; where it varies and no length is known, there are
    /// none.
    /// </summary>
    public void SetUnknown(string name)
    {
        var place = Place(name);
        if (place >= 0)
        {
            if (_axisOf[place] >= 0)
            {
                ref var length = ref _lengths[_axisOf[place]];
                length = Math.Max(0, length);
            }

            Pad(_fields[place], _memory[place], 0, _fields[place].Count);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _own)
        {
            tensor.Dispose();
        }
    }

    /// <summary>Writes a field's padding.</summary>
    internal static void Pad(Field known, byte* memory, int from, int to)
    {
        if (known.Type == ElementType.Float32)
        {
            new Span<float>((float*)memory + from, to - from).Fill((float)known.Padding);
        }
        else
        {
            new Span<long>((long*)memory + from, to - from).Fill((long)known.Padding);
        }
    }

    /// <summary>Forgets the lengths of the sample before, and how its words were to change.</summary>
    internal void Clear()
    {
        _lengths.AsSpan().Fill(-1);
        _change = null;
    }

    /// <summary>Lets the words of the next text that is read be changed, before they become tokens.</summary>
    /// <param name="change">What changes them.</param>
    /// <param name="random">Random numbers of this view.</param>
    internal void Change(IWordChange change, RandomStream random) => (_change, _random) = (change, random);

    /// <summary>The words of a sample as they are to be read; nothing where they are as they were written.</summary>
    internal ReadOnlySpan<List<SampleWord>> Changed(IWordedSamples texts, int index) =>
        _change is { } change ? change.Of(texts, index, _random) : [];

    /// <summary>The most places along an axis that there is room for; null where no field that is asked for has the axis.</summary>
    internal int? Longest(string axis)
    {
        int? longest = null;
        for (var place = 0; place < _fields.Length; place++)
        {
            if (_axisOf[place] >= 0 && _axes[_axisOf[place]].Name == axis)
            {
                longest = Math.Min(longest ?? int.MaxValue, _fields[place].Shape[0].Size);
            }
        }

        return longest;
    }

    /// <summary>Lets a field's numbers lie in other memory.</summary>
    internal void Point(int place, void* memory) => _memory[place] = (byte*)memory;

    /// <summary>Asks for one field, in other memory.</summary>
    internal void Ask(Field only, void* memory)
    {
        _memory[0] = (byte*)memory;
        (_fields[0], _axisOf[0]) = (only, only.Length is null ? -1 : 0);
        Clear();
    }

    /// <summary>A sample that can ask for one field after another; all have at most one axis that varies.</summary>
    internal static Sample OfOne() =>
        new([new Field("one", ElementType.Int64, [FieldSize.UpTo("one", 1)], FieldRole.Truth)], isOwner: false);

    /// <summary>The length along an axis, by its place among <see cref="Axes"/>.</summary>
    internal int LengthAt(int axis) => _lengths[axis];

    /// <summary>Where a field's axis that varies is among <see cref="Axes"/>; −1 where it has none.</summary>
    internal int AxisOf(int place) => _axisOf[place];

    /// <summary>Keeps some rows of all fields of an axis that varies.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="kept">Whether each row stays.</param>
    internal void KeepRows(string axis, ReadOnlySpan<bool> kept)
    {
        var count = 0;
        for (var row = 0; row < kept.Length; row++)
        {
            for (var place = 0; kept[row] && place < _fields.Length; place++)
            {
                if (_axisOf[place] >= 0 && _axes[_axisOf[place]].Name == axis)
                {
                    long bytes = _fields[place].RowCount * _fields[place].Type.Size();
                    Buffer.MemoryCopy(_memory[place] + (row * bytes), _memory[place] + (count * bytes), bytes, bytes);
                }
            }

            count += kept[row] ? 1 : 0;
        }

        for (var place = 0; place < _axes.Length; place++)
        {
            _lengths[place] = _axes[place].Name == axis ? count : _lengths[place];
        }
    }

    private int Place(string name)
    {
        for (var place = 0; place < _fields.Length; place++)
        {
            if (_fields[place].Name == name)
            {
                return place;
            }
        }

        return -1;
    }

    private int Require<T>(string name)
        where T : unmanaged
    {
        var place = Place(name);
        return place < 0
                ? throw new DecantException(
                    $"Sample: {NearestName.Explain("field", name, _fields.Select(one => one.Name))}. Ask for it, or "
                        + $"see with Asks whether it is asked for."
                )
            : ElementTypes.Of<T>() == _fields[place].Type ? place
            : throw new DecantException($"Sample: field '{_fields[place]}' was asked for as {ElementTypes.Of<T>()}. Take its own type.");
    }
}
