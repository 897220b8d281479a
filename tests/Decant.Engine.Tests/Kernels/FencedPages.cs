using System.Runtime.InteropServices;

namespace Decant.Engine.Tests.Kernels;

/// <summary>
/// Floats that lie against a page which no one may touch, so that reading or writing one element too many ends the
/// process: after the last element, or before the first.
/// </summary>
internal sealed unsafe partial class FencedPages : IDisposable
{
    private const int PageSize = 65536;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly byte* _pages;
    private readonly nuint _bytes;

    public FencedPages(ReadOnlySpan<double> values, bool fenceBehind)
    {
        var room = (nuint)(((values.Length * sizeof(float)) + PageSize - 1) / PageSize * PageSize);
        _bytes = room + (2 * PageSize);
        _pages = (byte*)Map(null, _bytes, 0, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, (nint)_pages);
        Assert.Equal(0, Protect(_pages + PageSize, room, ReadWrite));
        Pointer = (float*)(_pages + PageSize + (fenceBehind ? room - ((nuint)values.Length * sizeof(float)) : 0));
        for (var i = 0; i < values.Length; i++)
        {
            Pointer[i] = (float)values[i];
        }
    }

    public float* Pointer { get; }

    public static void SkipWhereUnknown() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Fencing memory uses Linux's mmap and mprotect.");

    public void Dispose() => Unmap(_pages, _bytes);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
