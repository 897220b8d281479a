using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Students;
using Decant.Tests.Training.PyTorch;

namespace Decant.Tests.Training;

[Trait("Category", "PyTorch")]
public sealed class SameBitsTests
{
    private const int Steps = 12;

    [Theory]
    [InlineData("mlp with dropout")]
    [InlineData("mlp-adamw")]
    [InlineData("resnet8-projection")]
    [InlineData("resnet8-pad")]
    public void The_same_seed_gives_the_same_bits_in_every_run_on_one_two_and_three_threads(string name)
    {
        var first = Bits(name, threads: 1);

        Assert.Equal(first, Bits(name, threads: 1));
        Assert.Equal(first, Bits(name, threads: 2));
        Assert.Equal(first, Bits(name, threads: 3));
    }

    [Theory]
    [InlineData("mlp with dropout")]
    [InlineData("mlp-adamw")]
    public void Weights_that_change_with_their_gradients_have_the_bits_of_one_pass_after_all_gradients(string name)
    {
        using var pool = new WorkerPool(2);
        var early = Of(name) with { ClipNorm = null };

        // To clip at a norm that is never reached needs all gradients before the first weight changes, and changes none of them.
        var late = early with { ClipNorm = 1e30 };
        using (var step = early.Compile(early.Student(ElementType.Float32), ElementType.Float32, pool))
        {
            Assert.Equal(["head.weight", "layer1.weight", "layer2.weight"], step.UpdatedEarly.Order());
        }

        using (var step = late.Compile(late.Student(ElementType.Float32), ElementType.Float32, pool))
        {
            Assert.Empty(step.UpdatedEarly);
        }

        foreach (var threads in (int[])[1, 2, 3])
        {
            using var few = new WorkerPool(threads);
            Assert.Equal(late.Run(ElementType.Float32, Steps, pool).Bits(), early.Run(ElementType.Float32, Steps, few).Bits());
        }
    }

    [Fact]
    public void Another_seed_drops_other_units()
    {
        using var pool = new WorkerPool(1);
        var run = Of("mlp with dropout");
        using var step = new Decant.Training.TrainingStep(
            new Decant.Training.TrainingDesign(run.Student(ElementType.Float32), run.Terms),
            new Decant.Training.StepSettings
            {
                Optimizer = run.Optimizer,
                Batch = run.Batch,
                Seed = 2,
                Device = DeviceCatalogue.Default(pool),
            }
        );

        Assert.NotEqual(run.Run(ElementType.Float32, 1, pool).Loss, run.Run(step, ElementType.Float32, 1).Loss);
    }

    [Theory]
    [InlineData("mlp with dropout", 1)]
    [InlineData("mlp with dropout", 2)]
    [InlineData("mlp-adamw", 1)]
    [InlineData("resnet8-projection", 1)]
    [InlineData("resnet8-projection", 2)]
    public void A_step_allocates_nothing_on_the_managed_heap(string name, int threads)
    {
        using var pool = new WorkerPool(threads);
        var run = Of(name);
        using var step = run.Compile(run.Student(ElementType.Float32), ElementType.Float32, pool);
        var batches = Enumerable.Range(1, Case.StepsPerEpoch).Select(place => TrainingBatch.Of(place, run, ElementType.Float32)).ToArray();
        Feed(1, 20);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(21, 40); // with smaller batches among them, and steps that look at the gradient's norm
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Feed(int from, int to)
        {
            for (var number = from; number <= to; number++)
            {
                batches[number % batches.Length].Feed(step, 0.01, number);
            }
        }
    }

    private static byte[] Bits(string name, int threads)
    {
        using var pool = new WorkerPool(threads);
        return Of(name).Run(ElementType.Float32, Steps, pool).Bits();
    }

    private static Case Of(string name)
    {
        if (name != "mlp with dropout")
        {
            return Case.Of(name);
        }

        var mlp = Case.Of("mlp-sgd");
        return mlp with
        {
            Architecture = new Mlp
            {
                Hidden = [300, 100],
                Dropout = 0.25,
                InputDropout = 0.1,
            },
            Sample = [500],
            Batch = 64,
        };
    }
}
