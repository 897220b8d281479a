using System.Runtime.InteropServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>dW of a convolution in float32 on channels-last activations.</summary>
internal static unsafe class ConvolutionWeightGradient
{
    /// <param name="pool">Threads to use.</param>
    /// <param name="sizes">Sizes of the forward convolution.</param>
    /// <param name="x">Input, N×H×W×C in memory.</param>
    /// <param name="dy">Gradient of the output, N×OutH×OutW×M in memory.</param>
    /// <param name="dw">Gradient of the weights, M×(C/Groups)×KernelH×KernelW.</param>
    /// <param name="accumulate">Adds to what <paramref name="dw"/> holds.</param>
    public static void Run(WorkerPool pool, in ConvolutionSizes sizes, float* x, float* dy, float* dw, bool accumulate = false)
    {
        if (!accumulate)
        {
            NativeMemory.Clear(dw, (nuint)sizeof(float) * (nuint)sizes.M * (nuint)sizes.GroupC * (nuint)sizes.KernelH * (nuint)sizes.KernelW);
        }

        var (outH, outW) = (sizes.OutH, sizes.OutW);
        for (var i = 0L; i < (long)sizes.N * outH * outW * sizes.M; i++)
        {
            var m = (int)(i % sizes.M);
            var ox = (int)(i / sizes.M % outW);
            var oy = (int)(i / sizes.M / outW % outH);
            var n = i / sizes.M / outW / outH;
            for (var kh = 0; kh < sizes.KernelH; kh++)
            {
                for (var kw = 0; kw < sizes.KernelW; kw++)
                {
                    var iy = (oy * sizes.StrideH) - sizes.PadTop + (kh * sizes.DilationH);
                    var ix = (ox * sizes.StrideW) - sizes.PadLeft + (kw * sizes.DilationW);
                    if (iy < 0 || iy >= sizes.H || ix < 0 || ix >= sizes.W)
                    {
                        continue;
                    }

                    var pixel = x + ((((n * sizes.H) + iy) * sizes.W) + ix) * sizes.C + (m / sizes.GroupM * sizes.GroupC);
                    for (var c = 0; c < sizes.GroupC; c++)
                    {
                        dw[((((m * sizes.GroupC) + c) * sizes.KernelH) + kh) * sizes.KernelW + kw] += dy[i] * pixel[c];
                    }
                }
            }
        }
    }
}
