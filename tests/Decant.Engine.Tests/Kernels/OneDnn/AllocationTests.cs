using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.OneDnn;
using Decant.Engine.Tests.Kernels.Managed;

namespace Decant.Engine.Tests.Kernels.OneDnn;

public sealed unsafe class AllocationTests
{
    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.BFloat16)]
    public void Kernels_allocate_nothing_once_they_have_run(ElementType type)
    {
        OneDnnFact.SkipWithoutLibrary(type);
        var s = ConvolutionCases.All["3x3, stride 2"] with { N = 64 };
        using var pool = new WorkerPool(2);
        using var plans = new OneDnnPlans();
        using var x = Sample.Floats((long)s.N * s.C * s.H * s.W, 1);
        using var y = Sample.Floats((long)s.N * s.M * s.OutH * s.OutW, 2);
        using var w = Sample.Floats((long)s.M * s.GroupC * s.KernelH * s.KernelW, 3);
        using var a = Sample.Floats(200 * 300, 4);
        using var c = new Tensor(ElementType.Float32, 200, 200);

        void RunAll()
        {
            Convolution.Run(plans, pool, new(ConvolutionKind.Forward, type, s), x.Pointer, w.Pointer, (float*)y.Pointer);
            ConvolutionDataGradient.Run(plans, pool, new(ConvolutionKind.DataGradient, type, s), y.Pointer, w.Pointer, (float*)x.Pointer);
            ConvolutionWeightGradient.Run(
                plans,
                pool,
                new(ConvolutionKind.WeightGradient, type, s),
                x.Pointer,
                y.Pointer,
                (float*)w.Pointer
            );
            MatrixMultiply.Run(plans, pool, new(type, 200, 200, 300, TransposeB: true), a.Pointer, a.Pointer, (float*)c.Pointer);
        }

        RunAll();
        RunAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RunAll();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
