namespace Decant.Engine.Kernels.Managed;

/// <summary>The taps of a pooling window that lie inside the image: from First to before End, a dilation apart.</summary>
internal readonly record struct PoolWindow(int FirstH, int EndH, int FirstW, int EndW)
{
    /// <summary>The window of an output pixel.</summary>
    public static PoolWindow At(in PoolSize size, int outH, int outW)
    {
        var (firstH, endH) = Inside((outH * size.StrideH) - size.PadTop, size.KernelH, size.DilationH, size.H);
        var (firstW, endW) = Inside((outW * size.StrideW) - size.PadLeft, size.KernelW, size.DilationW, size.W);
        return new PoolWindow(firstH, endH, firstW, endW);
    }

    private static (int First, int End) Inside(int start, int kernel, int dilation, int size)
    {
        var skipped = start < 0 ? (-start + dilation - 1) / dilation : 0;
        return (start + (skipped * dilation), Math.Min(size, start + (kernel * dilation)));
    }
}
