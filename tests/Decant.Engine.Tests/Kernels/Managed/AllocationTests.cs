using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class AllocationTests
{
    [Theory]
    [InlineData("3x3, stride 2")]
    [InlineData("1x1")]
    [InlineData("two groups")]
    [InlineData("depthwise")]
    public void Kernels_allocate_nothing_once_they_have_run(string name)
    {
        var s = ConvolutionCases.All[name] with { N = 16 };
        using var pool = new WorkerPool(2);
        using var x = Sample.Floats((long)s.N * s.C * s.H * s.W, 1);
        using var y = Sample.Floats((long)s.N * s.M * s.OutH * s.OutW, 2);
        using var w = Sample.Floats((long)s.M * s.GroupC * s.KernelH * s.KernelW, 3);
        using var a = Sample.Floats(200 * 300, 4);
        using var c = new Tensor(ElementType.Float32, 200, 200);
        using var positions = new Tensor(ElementType.Int64, 200, 100);

        void RunAll()
        {
            Convolution.Run(pool, s, (float*)x.Pointer, (float*)w.Pointer, (float*)y.Pointer);
            ConvolutionDataGradient.Run(pool, s, (float*)y.Pointer, (float*)w.Pointer, (float*)x.Pointer);
            ConvolutionWeightGradient.Run(pool, s, (float*)x.Pointer, (float*)y.Pointer, (float*)w.Pointer);
            MatrixMultiply.Run(pool, new((float*)a.Pointer, 300), new((float*)a.Pointer, 1, 300), (float*)c.Pointer, 200, 200, 200, 300);
            TopK.Run(pool, (float*)a.Pointer, (float*)c.Pointer, (long*)positions.Pointer, new(200, 300, 1), 100, largest: true);
        }

        RunAll();
        RunAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
