using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels;

/// <summary>
/// Lets threads that are about to be woken begin on other processors than the caller's. Linux may wake a thread on the processor of the one
/// that wakes it, and move it to an idle one milliseconds later: until then two threads are no faster than one. With more than three of
/// them, and elsewhere, it does nothing.
/// </summary>
/// <param name="threads">How many threads there are.</param>
internal sealed unsafe partial class ThreadPlacement(int threads)
{
    private static readonly bool s_isKnown = IsKnown();

    // Three calls of the system for each thread, 1.3 microseconds: on larger machines the scheduler finds idle processors sooner than so
    // many calls are done.
    private const int MostThreads = 3;

    // Bits of 1024 processors, as the C library has them.
    private const int MaskBytes = 128;

    private readonly int[] _ids = new int[threads];

    /// <summary>Says that the calling thread is one of them.</summary>
    /// <param name="thread">Its number, from 0.</param>
    public void Enter(int thread) => Volatile.Write(ref _ids[thread], s_isKnown ? ThreadId() : 0);

    /// <summary>Wakes some of them, which may then run on any of their processors again.</summary>
    /// <param name="wake">What they sleep at.</param>
    /// <param name="count">How many.</param>
    public void Wake(SemaphoreSlim wake, int count)
    {
        var processor = s_isKnown && _ids.Length <= MostThreads ? Processor() : -1;
        if (processor is < 0 or >= 8 * MaskBytes)
        {
            wake.Release(count);
            return;
        }

        var masks = stackalloc byte[MaskBytes * _ids.Length];
        for (var i = 0; i < _ids.Length; i++)
        {
            Avoid(_ids[i], processor, masks + (i * MaskBytes));
        }

        try
        {
            wake.Release(count);
        }
        finally
        {
            for (var i = 0; i < _ids.Length; i++)
            {
                if (_ids[i] != 0)
                {
                    SetAffinity(_ids[i], MaskBytes, masks + (i * MaskBytes));
                }
            }
        }
    }

    // The thread's processors without one, unless it has no other; its mask is kept.
    private static void Avoid(int id, int processor, byte* mask)
    {
        new Span<byte>(mask, MaskBytes).Clear();
        if (id == 0 || GetAffinity(id, MaskBytes, mask) != 0)
        {
            return;
        }

        var others = stackalloc byte[MaskBytes];
        new Span<byte>(mask, MaskBytes).CopyTo(new Span<byte>(others, MaskBytes));
        others[processor / 8] &= (byte)~(1 << (processor % 8));
        SetAffinity(id, MaskBytes, others); // refused where none is left
    }

    // A C library may lack these functions.
    private static bool IsKnown()
    {
        try
        {
            return OperatingSystem.IsLinux() && ThreadId() > 0 && Processor() >= 0;
        }
        catch (TypeLoadException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int ThreadId();

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int Processor();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nint bytes, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint bytes, byte* mask);
}
