using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Asks for memory that will be needed soon, a part at a time alongside other work. Rows of an image are short and lie far apart: the
/// processor itself guesses too late, and waits for the third cache at every row. It changes no result, and may point anywhere.
/// </summary>
internal static unsafe class Prefetch
{
    private const int LineFloats = 16;

    /// <summary>Asks for the cache line at an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(nint address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch1((void*)address);
        }
    }

    /// <summary>Asks for one part of a run of floats.</summary>
    /// <param name="from">Where the run begins; null for nothing.</param>
    /// <param name="floats">Its length.</param>
    /// <param name="part">Which part.</param>
    /// <param name="parts">How many parts there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* from, nint floats, int part, int parts)
    {
        if (!Sse.IsSupported || from is null)
        {
            return;
        }

        for (var i = floats * part / parts; i < floats * (part + 1) / parts; i += LineFloats)
        {
            Sse.Prefetch1(from + i);
        }
    }
}
