using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Three rows of floats become rows of three, as the planes of a colour picture become pixels: to[3·i + j] = from[j·stride + i].</summary>
internal static unsafe class Interleave3
{
    private const int Rows = 3;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* from, nint stride, float* to, int count)
    {
        var i = 0;
        if (Zip.IsSupported)
        {
            // Four numbers are written for a pixel, and the pixel after it overwrites the fourth: the last pixel is left to the loop below.
            for (; i < count - Vector128<float>.Count; i += Vector128<float>.Count)
            {
                var (a, b, c) = (Vector128.Load(from + i), Vector128.Load(from + stride + i), Vector128.Load(from + (2 * stride) + i));
                var (ac0, ac1) = (Zip.Low(a, c), Zip.High(a, c)); // a0 c0 a1 c1, a2 c2 a3 c3
                var (b0, b1) = (Zip.Low(b, b), Zip.High(b, b));
                Zip.Low(ac0, b0).Store(to + (Rows * i)); // a0 b0 c0 b0
                Zip.High(ac0, b0).Store(to + (Rows * (i + 1)));
                Zip.Low(ac1, b1).Store(to + (Rows * (i + 2)));
                Zip.High(ac1, b1).Store(to + (Rows * (i + 3)));
            }
        }

        for (; i < count; i++)
        {
            for (var j = 0; j < Rows; j++)
            {
                to[(Rows * i) + j] = from[(j * stride) + i];
            }
        }
    }
}
