namespace Decant.Engine.Kernels;

/// <summary>
/// Sizes of a pooling over images: N images, C channels, input H×W, output OutH×OutW. Rows of the padding count as
/// positions −PadTop … −1 and H … H + PadBottom − 1, columns likewise.
/// </summary>
internal readonly record struct PoolSize
{
    /// <summary>Images.</summary>
    public required int N { get; init; }

    /// <summary>Channels.</summary>
    public required int C { get; init; }

    /// <summary>Input rows.</summary>
    public required int H { get; init; }

    /// <summary>Input columns.</summary>
    public required int W { get; init; }

    /// <summary>Output rows.</summary>
    public required int OutH { get; init; }

    /// <summary>Output columns.</summary>
    public required int OutW { get; init; }

    /// <summary>Window rows.</summary>
    public required int KernelH { get; init; }

    /// <summary>Window columns.</summary>
    public required int KernelW { get; init; }

    /// <summary>Input rows between windows.</summary>
    public int StrideH { get; init; } = 1;

    /// <summary>Input columns between windows.</summary>
    public int StrideW { get; init; } = 1;

    /// <summary>Input rows between taps of a window.</summary>
    public int DilationH { get; init; } = 1;

    /// <summary>Input columns between taps of a window.</summary>
    public int DilationW { get; init; } = 1;

    /// <summary>Padding above.</summary>
    public int PadTop { get; init; }

    /// <summary>Padding on the left.</summary>
    public int PadLeft { get; init; }

    /// <summary>Padding below.</summary>
    public int PadBottom { get; init; }

    /// <summary>Padding on the right.</summary>
    public int PadRight { get; init; }

    /// <summary>Memory order: false for N, C, H, W; true for N, H, W, C.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>All sizes start at a stride and dilation of 1 without padding.</summary>
    public PoolSize() { }

    /// <summary>Number of input elements.</summary>
    public long InputCount => (long)N * C * H * W;

    /// <summary>Number of output elements.</summary>
    public long OutputCount => (long)N * C * OutH * OutW;

    /// <summary>Memory index of an input element.</summary>
    public long Input(int n, int c, int h, int w) =>
        ChannelsLast ? (((((long)n * H) + h) * W) + w) * C + c : (((((long)n * C) + c) * H) + h) * W + w;

    /// <summary>Memory index of an output element.</summary>
    public long Output(int n, int c, int h, int w) =>
        ChannelsLast ? (((((long)n * OutH) + h) * OutW) + w) * C + c : (((((long)n * C) + c) * OutH) + h) * OutW + w;

    /// <summary>How many elements an average of one window counts; at least 1.</summary>
    /// <param name="outH">Row of the window.</param>
    /// <param name="outW">Column of the window.</param>
    /// <param name="countPadding">Whether places in the padding count.</param>
    public int Taps(int outH, int outW, bool countPadding) =>
        Math.Max(
            1,
            Taps((outH * StrideH) - PadTop, KernelH, DilationH, countPadding ? -PadTop : 0, countPadding ? H + PadBottom : H)
                * Taps((outW * StrideW) - PadLeft, KernelW, DilationW, countPadding ? -PadLeft : 0, countPadding ? W + PadRight : W)
        );

    private static int Taps(int start, int kernel, int dilation, int from, int to)
    {
        var taps = 0;
        for (var k = 0; k < kernel; k++)
        {
            var position = start + (k * dilation);
            taps += position >= from && position < to ? 1 : 0;
        }

        return taps;
    }
}
