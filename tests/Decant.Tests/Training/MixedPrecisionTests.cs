using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.OneDnn;
using Decant.Losses;
using Decant.Students;
using Decant.Tests.Training.PyTorch;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Tests.Training;

public sealed class MixedPrecisionTests
{
    private const int Steps = 30,
        N = 64,
        Columns = 20,
        Classes = 4;

    public static TheoryData<string> KernelSets => [.. DeviceCatalogue.Names];

    [Theory]
    [MemberData(nameof(KernelSets))]
    public void Losses_fall_as_in_float32_and_the_weights_are_float32(string kernels)
    {
        Assert.SkipUnless(kernels != "onednn" || OneDnnLibrary.IsAvailable, "oneDNN 2.6 (Debian: libdnnl2) is not installed");
        var (single, _) = Train(ElementType.Float32, "managed", 2);
        var (half, student) = Train(ElementType.BFloat16, kernels, 2);

        Assert.True(single[^1] < 0.7 * single[0], $"The loss fell from {single[0]} to {single[^1]} only.");
        Assert.NotEqual(single[0], half[0]);
        foreach (var (expected, actual) in single.Zip(half))
        {
            Assert.Equal(expected, actual, 0.01 * single[0]);
        }

        Assert.All(student.Initializers, value => Assert.Equal(ElementType.Float32, value.Type));
        Assert.All(student.Nodes, node => Assert.NotEqual("Cast", node.Operator.Name));
    }

    [Theory]
    [MemberData(nameof(KernelSets))]
    public void A_step_in_bf16_has_the_same_bits_on_any_threads(string kernels)
    {
        Assert.SkipUnless(kernels != "onednn" || OneDnnLibrary.IsAvailable, "oneDNN 2.6 (Debian: libdnnl2) is not installed");
        Assert.Equal(Train(ElementType.BFloat16, kernels, 1).Losses, Train(ElementType.BFloat16, kernels, 3).Losses);
    }

    [Theory]
    [MemberData(nameof(KernelSets))]
    public void A_step_in_bf16_allocates_nothing(string kernels)
    {
        Assert.SkipUnless(kernels != "onednn" || OneDnnLibrary.IsAvailable, "oneDNN 2.6 (Debian: libdnnl2) is not installed");
        var allocated = new long[Steps];
        Train(ElementType.BFloat16, kernels, 2, i => allocated[i] = GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(allocated[Steps - 10], allocated[Steps - 1]);
    }

    private static (double[] Losses, Graph Student) Train(ElementType precision, string kernels, int threads, Action<int>? afterStep = null)
    {
        using var pool = new WorkerPool(threads);
        var student = Network.Build(new Mlp { Hidden = [200, 100] }, [Columns], Classes, InputScaling.None, seed: 1);
        DistillationLoss[] terms = [new SoftTargetsLoss { Weight = 0.9, Temperature = 4 }, new HardLabelsLoss { Weight = 0.1 }];
        using var step = new TrainingStep(
            new TrainingDesign(student, terms),
            new StepSettings
            {
                Optimizer = new Sgd(),
                Batch = N,
                Seed = 1,
                Device = DeviceCatalogue.Open(kernels, pool),
                Precision = precision,
            }
        );
        using var inputs = Numbers.Tensor(ElementType.Float32, Numbers.Fractions("input", N * Columns), N, Columns);
        using var teacher = Numbers.Tensor(ElementType.Float32, Numbers.Fractions("teacher", N * Classes, 8), N, Classes);
        using var labels = Tensor.From<long>([.. Enumerable.Range(0, N).Select(i => (long)(i % Classes))]);
        var losses = new double[Steps];
        for (var i = 0; i < Steps; i++)
        {
            step.Run(
                new StepInput
                {
                    Inputs = inputs,
                    Count = N,
                    Labels = labels,
                    TeacherLogits = teacher,
                    LearningRate = 0.05,
                    Number = i + 1,
                }
            );
            losses[i] = step.TotalLoss;
            afterStep?.Invoke(i);
        }

        return (losses, step.Snapshot());
    }
}
