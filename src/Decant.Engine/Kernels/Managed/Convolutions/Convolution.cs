namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// Y = epilogue(X ∗ W) in float32 on channels-last activations. Nothing is allocated after warm-up; a sample's bits
/// depend on nothing but that sample, the weights and the instruction set.
/// </summary>
internal static unsafe class Convolution
{
    /// <param name="pool">Threads to use.</param>
    /// <param name="sizes">The sizes.</param>
    /// <param name="x">Input, N×H×W×C in memory.</param>
    /// <param name="weights">M×(C/Groups)×KernelH×KernelW.</param>
    /// <param name="y">Output, N×OutH×OutW×M in memory; it must not overlap what is read.</param>
    /// <param name="epilogue">Bias per output channel, residual laid out as <paramref name="y"/>, activation.</param>
    /// <param name="prepared">Where weights that never change are kept as the kernels read them; null to bring them into that order in
    /// every call.</param>
    public static void Run(
        WorkerPool pool,
        in ConvolutionSizes sizes,
        float* x,
        float* weights,
        float* y,
        in Epilogue epilogue = default,
        PreparedWeights? prepared = null
    )
    {
        var s = sizes;
        if (s.IsPointwise)
        {
            MatrixMultiply.Run(
                pool,
                new MatrixView(x, s.C),
                new MatrixView(weights, 1, s.C),
                y,
                s.M,
                checked(s.N * s.H * s.W),
                s.M,
                s.C,
                epilogue,
                prepared
            );
            return;
        }

        if (s.IsDepthwise)
        {
            Group(s, 0, s.C, x, weights, y, epilogue).RunDepthwise(pool, prepared);
            return;
        }

        for (var group = 0; group < s.Groups; group++)
        {
            Group(s, group, s.GroupC, x, weights, y, epilogue).Run(pool, prepared?.Part(group));
        }
    }

    private static TapConvolution Group(
        in ConvolutionSizes s,
        int group,
        int channels,
        float* x,
        float* weights,
        float* y,
        in Epilogue epilogue
    ) =>
        new()
        {
            Rows = TapAxis.Forward(s.KernelH, s.PadTop, s.StrideH, s.DilationH),
            Columns = TapAxis.Forward(s.KernelW, s.PadLeft, s.StrideW, s.DilationW),
            Source = x + (group * s.GroupC),
            SourceH = s.H,
            SourceW = s.W,
            Channels = channels,
            SourceStride = s.C,
            Result = y + (group * s.GroupM),
            N = s.N,
            H = s.OutH,
            W = s.OutW,
            ResultChannels = s.GroupM,
            ImageStride = (nint)s.OutH * s.OutW * s.M,
            RowStride = (nint)s.OutW * s.M,
            PixelStride = s.M,
            Weights = weights + ((nint)group * s.GroupM * s.GroupC * s.KernelH * s.KernelW),
            KernelW = s.KernelW,
            SourceWeightStride = s.KernelH * s.KernelW,
            ResultWeightStride = (nint)s.GroupC * s.KernelH * s.KernelW,
            Epilogue = epilogue.From(group * s.GroupM),
        };
}
