namespace Decant.Engine.Kernels;

/// <summary>
/// All sizes of a two-dimensional convolution. Weights are O×I×H×W: <c>M × (C / Groups) × KernelH × KernelW</c>, always
/// in that order; how activations lie in memory is the kernel set's own matter.
/// </summary>
internal readonly record struct ConvolutionSizes
{
    /// <summary>Samples.</summary>
    public required int N { get; init; }

    /// <summary>Input channels, a multiple of <see cref="Groups"/>.</summary>
    public required int C { get; init; }

    /// <summary>Input rows.</summary>
    public required int H { get; init; }

    /// <summary>Input columns.</summary>
    public required int W { get; init; }

    /// <summary>Output channels, a multiple of <see cref="Groups"/>.</summary>
    public required int M { get; init; }

    public required int KernelH { get; init; }

    public required int KernelW { get; init; }

    public int StrideH { get; init; } = 1;

    public int StrideW { get; init; } = 1;

    /// <summary>Rows of zeros above the image; negative cuts rows off.</summary>
    public int PadTop { get; init; }

    public int PadLeft { get; init; }

    public int PadBottom { get; init; }

    public int PadRight { get; init; }

    public int DilationH { get; init; } = 1;

    public int DilationW { get; init; } = 1;

    public int Groups { get; init; } = 1;

    public ConvolutionSizes() { }

    /// <summary>Output rows: floor((H + pads − span of the kernel) / stride) + 1, never less than 0.</summary>
    public int OutH => OutSize(H + PadTop + PadBottom, KernelH, DilationH, StrideH);

    /// <summary>Output columns.</summary>
    public int OutW => OutSize(W + PadLeft + PadRight, KernelW, DilationW, StrideW);

    /// <summary>Input channels that one output channel sees.</summary>
    public int GroupC => C / Groups;

    /// <summary>Output channels of one group.</summary>
    public int GroupM => M / Groups;

    /// <summary>Whether it is a product of matrices: every pixel for itself, all channels with all.</summary>
    public bool IsPointwise =>
        KernelH == 1
        && KernelW == 1
        && StrideH == 1
        && StrideW == 1
        && Groups == 1
        && PadTop == 0
        && PadLeft == 0
        && PadBottom == 0
        && PadRight == 0;

    /// <summary>Whether every channel has a kernel of its own and becomes one channel.</summary>
    public bool IsDepthwise => Groups == C && M == C && C > 1;

    private static int OutSize(int padded, int kernel, int dilation, int stride)
    {
        var room = padded - ((kernel - 1) * dilation) - 1;
        return room < 0 ? 0 : (room / stride) + 1;
    }
}
