using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Tests.Training.PyTorch;

/// <summary>
/// One training run equals PyTorch's from the same initial weights and batches; <c>reference_runs.py</c> made the numbers.
/// </summary>
[Trait("Category", "PyTorch")]
public sealed class PyTorchTests
{
    [Theory]
    [InlineData("mlp-sgd", 50)]
    [InlineData("mlp-sgd-slow", 50)]
    [InlineData("mlp-adamw", 50)]
    [InlineData("resnet8-projection", 50)]
    [InlineData("resnet8-pad", 12)]
    public void Every_step_and_the_final_network_equal_PyTorchs_in_float64_on_the_reference_kernels(string name, int steps)
    {
        using var pool = new WorkerPool(1);
        var expected = ReferenceRun.Of(name);
        var actual = Case.Of(name).Run(ElementType.Float64, steps, pool);

        Assert.Equal(steps, expected.Loss.Length);
        CheckLosses(expected, actual, steps, 1e-8);
        CheckTensors(expected, actual, 1e-8);
    }

    [Theory]
    [InlineData("mlp-sgd", 5, 1e-4)]
    [InlineData("mlp-adamw", 5, 1e-4)]
    [InlineData("resnet8-projection", 5, 1e-4)]
    [InlineData("resnet8-pad", 5, 1e-4)]
    [InlineData("mlp-sgd-slow", 50, 1e-5)]
    public void The_first_steps_equal_PyTorchs_in_float32_on_the_managed_kernels(string name, int steps, double tolerance)
    {
        using var pool = new WorkerPool(2);
        CheckLosses(ReferenceRun.Of(name), Case.Of(name).Run(ElementType.Float32, steps, pool), steps, tolerance);
    }

    [Fact]
    public void After_50_steps_at_a_small_learning_rate_the_managed_kernels_have_PyTorchs_weights()
    {
        using var pool = new WorkerPool(2);
        CheckTensors(ReferenceRun.Of("mlp-sgd-slow"), Case.Of("mlp-sgd-slow").Run(ElementType.Float32, 50, pool), 1e-5);
    }

    [Theory]
    [InlineData("mlp-sgd")]
    [InlineData("resnet8-projection")]
    public void The_smaller_last_batch_of_an_epoch_is_PyTorchs_step(string name)
    {
        using var pool = new WorkerPool(1);
        var expected = ReferenceRun.Of(name);
        var run = Case.Of(name);
        Assert.True(TrainingBatch.Of(Case.StepsPerEpoch, run, ElementType.Float64).Count < run.Batch);

        // The step after it saw the weights that the smaller batch left behind, in a batch of full size again.
        var actual = run.Run(ElementType.Float64, Case.StepsPerEpoch + 1, pool);
        Near(expected.Loss[Case.StepsPerEpoch - 1], actual.Loss[Case.StepsPerEpoch - 1], 1e-8, "the smaller batch");
        Near(expected.Loss[Case.StepsPerEpoch], actual.Loss[Case.StepsPerEpoch], 1e-8, "the batch after it");
    }

    [Fact]
    public void A_float32_network_is_trained_in_float64_with_the_losses_constants_in_float64()
    {
        using var pool = new WorkerPool(1);
        var run = Case.Of("mlp-sgd");
        using var step = run.Compile(run.Student(ElementType.Float32), ElementType.Float64, pool);

        CheckLosses(ReferenceRun.Of("mlp-sgd"), run.Run(step, ElementType.Float64, 50), 50, 1e-8);
    }

    private static void CheckLosses(ReferenceRun expected, TrainingTrace actual, int steps, double tolerance)
    {
        for (var step = 0; step < steps; step++)
        {
            for (var term = 0; term < expected.Terms.Length; term++)
            {
                Near(expected.Terms[term][step], actual.Terms[term][step], tolerance, $"term {term} at step {step + 1}");
            }

            Near(expected.Loss[step], actual.Loss[step], tolerance, $"the loss at step {step + 1}");
        }
    }

    private static void CheckTensors(ReferenceRun expected, TrainingTrace actual, double tolerance)
    {
        foreach (var (name, facts) in expected.Tensors)
        {
            var found = ReferenceRun.Facts(Numbers.Doubles(actual.Network[name].Data!));
            for (var i = 0; i < facts.Length; i++)
            {
                Near(facts[i], found[i], tolerance, $"fact {i} of {name}");
            }
        }

        Assert.All(actual.Network.Parameters, name => Assert.Contains(name, expected.Tensors.Keys));
    }

    private static void Near(double expected, double actual, double tolerance, string what) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            FormattableString.Invariant($"{what}: PyTorch {expected:R}, Decant {actual:R}, apart {Math.Abs(expected - actual):0.0e0}")
        );
}
