namespace Decant.Engine.Kernels.Managed;

/// <summary>Y = epilogue(X ∗ W) in float32 on channels-last activations.</summary>
internal static unsafe class Convolution
{
    /// <param name="pool">Threads to use.</param>
    /// <param name="sizes">The sizes.</param>
    /// <param name="x">Input, N×H×W×C in memory.</param>
    /// <param name="weights">M×(C/Groups)×KernelH×KernelW.</param>
    /// <param name="y">Output, N×OutH×OutW×M in memory.</param>
    /// <param name="epilogue">Bias per output channel, residual laid out as <paramref name="y"/>, activation.</param>
    public static void Run(WorkerPool pool, in ConvolutionSizes sizes, float* x, float* weights, float* y, in Epilogue epilogue = default)
    {
        var (outH, outW) = (sizes.OutH, sizes.OutW);
        for (var i = 0L; i < (long)sizes.N * outH * outW * sizes.M; i++)
        {
            var m = (int)(i % sizes.M);
            var ox = (int)(i / sizes.M % outW);
            var oy = (int)(i / sizes.M / outW % outH);
            var n = i / sizes.M / outW / outH;
            var sum = epilogue.Accumulate ? y[i] : 0;
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
                        sum += pixel[c] * weights[((((m * sizes.GroupC) + c) * sizes.KernelH) + kh) * sizes.KernelW + kw];
                    }
                }
            }

            sum += epilogue.Bias is null ? 0 : epilogue.Bias[m];
            sum += epilogue.Residual is null ? 0 : epilogue.Residual[i];
            y[i] = epilogue.Activation == Activation.Relu ? MathF.Max(0, sum) : sum;
        }
    }
}
