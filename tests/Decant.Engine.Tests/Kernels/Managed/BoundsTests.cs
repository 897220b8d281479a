using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Tests.Kernels.Managed;

/// <summary>Kernels stay inside their arrays to the last element; one that does not ends the test run.</summary>
public sealed unsafe class BoundsTests : IDisposable
{
    private readonly WorkerPool _pool = new(2);

    public void Dispose() => _pool.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Convolutions_touch_nothing_outside_their_arrays(bool atEnd)
    {
        FencedPages.SkipWhereUnknown();
        foreach (var s in ConvolutionCases.All.Values)
        {
            using var x = new FencedPages(Sample.Doubles((long)s.N * s.C * s.H * s.W, 1), atEnd);
            using var y = new FencedPages(Sample.Doubles((long)s.N * s.M * s.OutH * s.OutW, 2), atEnd);
            using var w = new FencedPages(Sample.Doubles((long)s.M * s.GroupC * s.KernelH * s.KernelW, 3), atEnd);
            using var bias = new FencedPages(Sample.Doubles(s.M, 4), atEnd);
            Convolution.Run(_pool, s, x.Pointer, w.Pointer, y.Pointer, new Epilogue { Bias = bias.Pointer });
            ConvolutionDataGradient.Run(_pool, s, y.Pointer, w.Pointer, x.Pointer);
            ConvolutionWeightGradient.Run(_pool, s, x.Pointer, y.Pointer, w.Pointer);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Products_touch_nothing_outside_their_arrays(bool atEnd)
    {
        FencedPages.SkipWhereUnknown();
        foreach (var (m, n, k) in new[] { (1, 1, 1), (1, 100, 30), (5, 17, 9), (9, 49, 300), (25, 16, 7), (130, 65, 257) })
        {
            foreach (var (left, right) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                using var a = new FencedPages(Sample.Doubles(m * k, 1), atEnd);
                using var b = new FencedPages(Sample.Doubles(k * n, 2), atEnd);
                using var c = new FencedPages(Sample.Doubles(m * n, 3), atEnd);
                using var bias = new FencedPages(Sample.Doubles(n, 4), atEnd);
                var views = (
                    left ? new MatrixView(a.Pointer, 1, m) : new(a.Pointer, k),
                    right ? new MatrixView(b.Pointer, 1, k) : new(b.Pointer, n)
                );
                MatrixMultiply.Run(_pool, views.Item1, views.Item2, c.Pointer, n, m, n, k, new Epilogue { Bias = bias.Pointer });
            }
        }
    }
}
