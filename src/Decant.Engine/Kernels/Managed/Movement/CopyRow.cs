using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Copies a few floats: inlined, because for a row of a panel a call costs as much as the copying.</summary>
internal static unsafe class CopyRow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* from, float* to, int count)
    {
        var i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                Vector512.Load(from + i).Store(to + i);
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                Vector256.Load(from + i).Store(to + i);
            }
        }

        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= count - Vector128<float>.Count; i += Vector128<float>.Count)
            {
                Vector128.Load(from + i).Store(to + i);
            }
        }

        for (; i < count; i++)
        {
            to[i] = from[i];
        }
    }
}
