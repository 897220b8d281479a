using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;
using Decant.Engine.Kernels.Managed.Formulas;

namespace Decant.Engine.Tests.Kernels.Managed;

public sealed unsafe class AllocationTests
{
    private const int N = 300, C = 64;

    // Spans over constants allocate in unoptimised test code; arrays that exist already do not.
    private static readonly int[] s_matrix = [N, C], s_row = [C], s_one = [1], s_swap = [1, 0];

    [Theory]
    [InlineData("unary")]
    [InlineData("broadcast")]
    [InlineData("reduce rows")]
    [InlineData("reduce columns")]
    [InlineData("softmax")]
    [InlineData("log-softmax")]
    [InlineData("batch normalization")]
    [InlineData("pooling")]
    [InlineData("transpose")]
    [InlineData("optimizers")]
    [InlineData("dropout")]
    public void A_kernel_allocates_nothing(string name)
    {
        using var x = new GuardedArray<float>(Array.ConvertAll(Sample.Doubles(N * C, 1), value => (float)value));
        using GuardedArray<float> y = new(N * C), z = new(N * C), perChannel = new(Array.ConvertAll(Sample.Doubles(8 * C, 2), value => 1f + (float)Math.Abs(value)));
        Action<WorkerPool> kernel = name switch
        {
            "unary" => pool => Unary.Run(pool, new Exp(), x.Pointer, y.Pointer, N * C),
            "broadcast" => pool => Binary.Run(
                pool, new Add(), x.Pointer, x.Pointer, y.Pointer, LoopNest.Over(s_matrix).Dense().Broadcast(s_matrix).Broadcast(s_row).Collapse()),
            "reduce rows" => pool => Reduce.Run(pool, new Sum(), x.Pointer, y.Pointer, ReductionPlan.Over(s_matrix, s_one)),
            "reduce columns" => pool => Reduce.Run(pool, new Sum(), x.Pointer, y.Pointer, ReductionPlan.To(s_matrix, s_row)),
            "softmax" => pool => Softmax.Run(pool, x.Pointer, y.Pointer, new AlongAxis(N, C, 1)),
            "log-softmax" => pool => LogSoftmax.Run(pool, x.Pointer, y.Pointer, new AlongAxis(N, C, 1)),
            "batch normalization" => pool => Normalize(pool, x.Pointer, y.Pointer, z.Pointer, perChannel.Pointer),
            "pooling" => pool => MaxPool.Run(pool, x.Pointer, y.Pointer, PoolCases.Get("2x2, stride 2", true)),
            "transpose" => pool => Move.Run(pool, x.Pointer, y.Pointer, 4, MovePlan.Transpose(s_matrix, s_swap)),
            "optimizers" => pool => AdamW.Step(pool, y.Pointer, x.Pointer, z.Pointer, z.Pointer, N * C, new AdamWSettings(1e-3, 0.9, 0.999, 1e-8, 0, 1)),
            _ => pool => Dropout.Run(pool, x.Pointer, y.Pointer, null, N * C, new DropoutMask(1, 1, 0.5)),
        };

        Threads.Two(pool =>
        {
            kernel(pool);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++)
            {
                kernel(pool);
            }

            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        });
    }

    private static void Normalize(WorkerPool pool, float* x, float* y, float* dx, float* p)
    {
        var shape = new AlongAxis(N, C, 1);
        BatchNormalization.Training(pool, x, p, p, p, p, null, y, p + C, p + (2 * C), p + (3 * C), p + (4 * C), shape, 1e-5, 0.9, true, true);
        BatchNormalization.Gradient(pool, x, x, y, p, p + C, p + (2 * C), dx, null, p + (5 * C), p + (6 * C), shape);
    }
}
