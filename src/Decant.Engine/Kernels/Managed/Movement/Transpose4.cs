using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Decant.Engine.Kernels.Managed;

/// <summary>Turns four rows of floats into rows of four: to[i·toStride + j] = from[j·fromStride + i].</summary>
internal static unsafe class Transpose4
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* from, nint fromStride, float* to, nint toStride, int count)
    {
        var i = 0;
        if (Sse.IsSupported || AdvSimd.Arm64.IsSupported)
        {
            for (; i <= count - 4; i += 4)
            {
                var a = Vector128.Load(from + i);
                var b = Vector128.Load(from + fromStride + i);
                var c = Vector128.Load(from + (2 * fromStride) + i);
                var d = Vector128.Load(from + (3 * fromStride) + i);
                var (ac0, ac1) = (Low(a, c), High(a, c)); // a0 c0 a1 c1, a2 c2 a3 c3
                var (bd0, bd1) = (Low(b, d), High(b, d));
                Low(ac0, bd0).Store(to + (i * toStride)); // a0 b0 c0 d0
                High(ac0, bd0).Store(to + ((i + 1) * toStride));
                Low(ac1, bd1).Store(to + ((i + 2) * toStride));
                High(ac1, bd1).Store(to + ((i + 3) * toStride));
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left, right) : AdvSimd.Arm64.ZipLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> left, Vector128<float> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left, right) : AdvSimd.Arm64.ZipHigh(left, right);
}
