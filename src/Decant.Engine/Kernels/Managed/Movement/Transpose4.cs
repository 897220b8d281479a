using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Turns four rows of floats into rows of four: to[i·toStride + j] = from[j·fromStride + i].</summary>
internal static unsafe class Transpose4
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* from, nint fromStride, float* to, nint toStride, int count)
    {
        var i = 0;
        if (Zip.IsSupported)
        {
            for (; i <= count - 4; i += 4)
            {
                var a = Vector128.Load(from + i);
                var b = Vector128.Load(from + fromStride + i);
                var c = Vector128.Load(from + (2 * fromStride) + i);
                var d = Vector128.Load(from + (3 * fromStride) + i);
                var (ac0, ac1) = (Zip.Low(a, c), Zip.High(a, c)); // a0 c0 a1 c1, a2 c2 a3 c3
                var (bd0, bd1) = (Zip.Low(b, d), Zip.High(b, d));
                Zip.Low(ac0, bd0).Store(to + (i * toStride)); // a0 b0 c0 d0
                Zip.High(ac0, bd0).Store(to + ((i + 1) * toStride));
                Zip.Low(ac1, bd1).Store(to + ((i + 2) * toStride));
                Zip.High(ac1, bd1).Store(to + ((i + 3) * toStride));
            }
        }

        for (; i < count; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                to[(i * toStride) + j] = from[(j * fromStride) + i];
            }
        }
    }
}
