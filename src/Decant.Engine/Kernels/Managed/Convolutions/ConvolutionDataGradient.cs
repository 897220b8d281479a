namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// dX of a convolution in float32 on channels-last activations: itself a convolution of dY, with one set of taps for each
/// remainder that an input's row and column leave when divided by the strides.
/// </summary>
internal static unsafe class ConvolutionDataGradient
{
    /// <param name="pool">Threads to use.</param>
    /// <param name="sizes">Sizes of the forward convolution.</param>
    /// <param name="dy">Gradient of the output, N×OutH×OutW×M in memory.</param>
    /// <param name="weights">M×(C/Groups)×KernelH×KernelW.</param>
    /// <param name="dx">Gradient of the input, N×H×W×C in memory; it must not overlap what is read.</param>
    /// <param name="summand">Added to the gradient, laid out as <paramref name="dx"/>, which may be the same memory; null for none.</param>
    public static void Run(WorkerPool pool, in ConvolutionSizes sizes, float* dy, float* weights, float* dx, float* summand = null)
    {
        var s = sizes;
        var epilogue = new Epilogue { Residual = summand };
        if (s.IsPointwise)
        {
            MatrixMultiply.Run(
                pool,
                new MatrixView(dy, s.M),
                new MatrixView(weights, s.C),
                dx,
                s.C,
                checked(s.N * s.H * s.W),
                s.C,
                s.M,
                epilogue
            );
            return;
        }

        for (var phase = 0; phase < s.StrideH * s.StrideW; phase++)
        {
            var (row, column) = (phase / s.StrideW, phase % s.StrideW);
            if (s.IsDepthwise)
            {
                Group(s, 0, s.C, row, column, dy, weights, dx, epilogue).RunDepthwise(pool);
                continue;
            }

            for (var group = 0; group < s.Groups; group++)
            {
                Group(s, group, s.GroupM, row, column, dy, weights, dx, epilogue).Run(pool);
            }
        }
    }

    private static TapConvolution Group(
        in ConvolutionSizes s,
        int group,
        int channels,
        int row,
        int column,
        float* dy,
        float* weights,
        float* dx,
        in Epilogue epilogue
    )
    {
        var first = ((((nint)row * s.W) + column) * s.C) + (group * s.GroupC);
        return new()
        {
            Rows = TapAxis.Backward(row, s.KernelH, s.PadTop, s.StrideH, s.DilationH),
            Columns = TapAxis.Backward(column, s.KernelW, s.PadLeft, s.StrideW, s.DilationW),
            Source = dy + (group * s.GroupM),
            SourceH = s.OutH,
            SourceW = s.OutW,
            Channels = channels,
            SourceStride = s.M,
            Result = dx + first,
            ResultChannels = s.GroupC,
            N = s.N,
            H = Math.Max(0, MatrixBlocking.Divide(s.H - row, s.StrideH)),
            W = Math.Max(0, MatrixBlocking.Divide(s.W - column, s.StrideW)),
            ImageStride = (nint)s.H * s.W * s.C,
            RowStride = (nint)s.StrideH * s.W * s.C,
            PixelStride = (nint)s.StrideW * s.C,
            Weights = weights + ((nint)group * s.GroupM * s.GroupC * s.KernelH * s.KernelW),
            KernelW = s.KernelW,
            SourceWeightStride = (nint)s.GroupC * s.KernelH * s.KernelW,
            ResultWeightStride = s.KernelH * s.KernelW,
            Epilogue = epilogue with { Residual = epilogue.Residual is null ? null : epilogue.Residual + first },
        };
    }
}
