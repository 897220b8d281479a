using System.Runtime.InteropServices;

namespace Decant.Engine.Graphs;

/// <summary>
/// A dense array of numbers in native memory, 64-byte aligned, rows last. It owns its memory, or is a view into
/// another tensor's, which it then keeps alive.
/// </summary>
public sealed unsafe class Tensor : IDisposable
{
    /// <summary>Alignment of owned memory in bytes: one cache line, one AVX-512 register.</summary>
    internal const int Alignment = 64;

    private readonly Tensor? _owner;
    private readonly int[] _dimensions;
    private void* _pointer;

    /// <summary>Allocates a tensor of zeros.</summary>
    /// <param name="type">What an element is.</param>
    /// <param name="dimensions">Size along each axis, 0 or more; none for a scalar.</param>
    public Tensor(ElementType type, params ReadOnlySpan<int> dimensions)
    {
        Type = type;
        _dimensions = dimensions.ToArray();
        Count = CountOf(dimensions);
        var bytes = (nuint)Math.Max(1, ByteCount);
        _pointer = NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_pointer, bytes);
        GC.AddMemoryPressure((long)bytes);
    }

    private Tensor(Tensor owner, ElementType type, void* pointer, ReadOnlySpan<int> dimensions)
    {
        _owner = owner;
        Type = type;
        _dimensions = dimensions.ToArray();
        Count = CountOf(dimensions);
        _pointer = pointer;
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory when no one disposed it.</summary>
    ~Tensor() => Free();

    /// <summary>What an element is.</summary>
    public ElementType Type { get; }

    /// <summary>Size along each axis.</summary>
    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>Number of axes.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>Number of bytes.</summary>
    public long ByteCount => Count * Type.Size();

    /// <summary>First byte of the first element.</summary>
    /// <exception cref="ObjectDisposedException">The memory was freed.</exception>
    public void* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf((_owner ?? this)._pointer is null, this);
            return _pointer;
        }
    }

    /// <summary>Copies numbers into a new tensor.</summary>
    /// <param name="values">The elements, last axis fastest.</param>
    /// <param name="dimensions">Size along each axis; none for a list as long as the values.</param>
    /// <exception cref="ArgumentException">The sizes do not multiply to the number of values.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> dimensions)
        where T : unmanaged
    {
        if (dimensions.IsEmpty)
        {
            dimensions = new[] { values.Length };
        }

        if (CountOf(dimensions) != values.Length)
        {
            throw new ArgumentException(
                $"A tensor of shape [{string.Join(", ", dimensions.ToArray())}] holds {CountOf(dimensions)} "
                    + $"elements, received {values.Length}."
            );
        }

        var tensor = new Tensor(ElementTypes.Of<T>(), dimensions);
        values.CopyTo(tensor.Span<T>());
        return tensor;
    }

    /// <summary>A tensor without axes that holds one number.</summary>
    public static Tensor Scalar<T>(T value)
        where T : unmanaged
    {
        var tensor = new Tensor(ElementTypes.Of<T>());
        tensor.Span<T>()[0] = value;
        return tensor;
    }

    /// <summary>The elements, last axis fastest.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds another type.</exception>
    public Span<T> Span<T>()
        where T : unmanaged
    {
        if (ElementTypes.Of<T>() != Type)
        {
            throw new InvalidOperationException($"Reading a tensor: it holds {Type}, asked for {ElementTypes.Of<T>()}. Cast it first.");
        }

        return new Span<T>(Pointer, checked((int)Count));
    }

    /// <summary>The memory as bytes.</summary>
    public Span<byte> Bytes() => new(Pointer, checked((int)ByteCount));

    /// <summary>The same memory, read from another element on and with other sizes.</summary>
    /// <param name="offset">First element of the view.</param>
    /// <param name="dimensions">Sizes of the view.</param>
    /// <exception cref="ArgumentOutOfRangeException">The view would leave the tensor.</exception>
    public Tensor View(long offset, params ReadOnlySpan<int> dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + CountOf(dimensions), Count);
        return new Tensor(_owner ?? this, Type, (byte*)Pointer + (offset * Type.Size()), dimensions);
    }

    /// <summary>A copy with memory of its own.</summary>
    public Tensor Clone()
    {
        var copy = new Tensor(Type, _dimensions);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Takes over the elements of a tensor of the same type and count.</summary>
    /// <exception cref="ArgumentException">Type or count differ.</exception>
    public void CopyFrom(Tensor source)
    {
        if (source.Type != Type || source.Count != Count)
        {
            throw new ArgumentException(
                $"Copying a tensor: expected {Count} elements of {Type}, received {source.Count} of {source.Type}.",
                nameof(source)
            );
        }

        Buffer.MemoryCopy(source.Pointer, Pointer, ByteCount, ByteCount);
    }

    /// <summary>A copy of another float type.</summary>
    /// <param name="type">Float32, Float64, or from or to Float32 BFloat16.</param>
    public Tensor To(ElementType type)
    {
        var copy = new Tensor(type, _dimensions);
        copy.TakeOver(this);
        return copy;
    }

    /// <summary>Takes over the numbers of a tensor of equal count, rounded where this one is narrower.</summary>
    /// <param name="source">Float32 or Float64 where the types differ; Float32 for BFloat16, and the other way round.</param>
    internal void TakeOver(Tensor source)
    {
        if (source.Type == Type)
        {
            CopyFrom(source);
        }
        else if (Type == ElementType.BFloat16)
        {
            Convert(source.Span<float>(), Span<BFloat16>(), number => (BFloat16)number);
        }
        else if (source.Type == ElementType.BFloat16)
        {
            Convert(source.Span<BFloat16>(), Span<float>(), number => number);
        }
        else if (Type == ElementType.Float64)
        {
            Convert(source.Span<float>(), Span<double>(), number => number);
        }
        else
        {
            Convert(source.Span<double>(), Span<float>(), number => (float)number);
        }

        static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to, Func<TFrom, TTo> convert)
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = convert(from[i]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_owner is null)
        {
            Free();
            GC.SuppressFinalize(this);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}[{string.Join(", ", _dimensions)}]";

    private static long CountOf(ReadOnlySpan<int> dimensions)
    {
        long count = 1;
        foreach (var size in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size);
            count = checked(count * size);
        }

        return count;
    }

    private void Free()
    {
        if (_pointer is not null && _owner is null)
        {
            NativeMemory.AlignedFree(_pointer);
            GC.RemoveMemoryPressure(Math.Max(1, ByteCount));
            _pointer = null;
        }
    }
}
