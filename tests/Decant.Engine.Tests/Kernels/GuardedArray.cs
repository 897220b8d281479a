using System.Runtime.InteropServices;

namespace Decant.Engine.Tests.Kernels;

/// <summary>Numbers in native memory between two fences; disposing it fails the test when a kernel wrote over one of them.</summary>
internal sealed unsafe class GuardedArray<T> : IDisposable
    where T : unmanaged
{
    private const int Fence = 64;
    private const byte Post = 0xA5;
    private readonly byte* _memory;

    /// <summary>Uninitialised memory, filled with a value that is NaN as a float.</summary>
    public GuardedArray(long count)
    {
        Count = checked((int)count);
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)((Count * sizeof(T)) + (2 * Fence)), Fence);
        new Span<byte>(_memory, (Count * sizeof(T)) + (2 * Fence)).Fill(Post);
        new Span<byte>(_memory + Fence, Count * sizeof(T)).Fill(0xFF);
    }

    public GuardedArray(ReadOnlySpan<T> values)
        : this(values.Length) => values.CopyTo(Span);

    public int Count { get; }

    public T* Pointer => (T*)(_memory + Fence);

    public Span<T> Span => new(Pointer, Count);

    public T[] ToArray() => Span.ToArray();

    public void Dispose()
    {
        var before = new Span<byte>(_memory, Fence).IndexOfAnyExcept(Post);
        var after = new Span<byte>(_memory + Fence + (Count * sizeof(T)), Fence).IndexOfAnyExcept(Post);
        NativeMemory.AlignedFree(_memory);
        Assert.True(before < 0, "The kernel wrote before its first element.");
        Assert.True(after < 0, $"The kernel wrote {after} bytes after its last element.");
    }
}
