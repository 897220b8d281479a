using Decant.Benchmarks;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Kernels;
using Decant.Engine.Graphs;

namespace Decant.Tests.Benchmarks;

/// <summary>The steps that are timed are those of the program they are compared with.</summary>
public sealed class StepBenchmarkTests
{
    /// <summary>Trained numbers of teacher and student, as PyTorch counts them in bench/peer.py.</summary>
    [Theory]
    [InlineData("mlp1200-mlp800", 2_395_210, 1_276_810)]
    [InlineData("mlp1200-mlp64", 2_395_210, 50_890)]
    [InlineData("resnet56-resnet20", 855_770, 272_474)]
    [InlineData("resnet56-resnet8", 855_770, 78_042)]
    [InlineData("encoder4x256-encoder2x128", 5_209_610, 1_421_834)]
    public void The_networks_are_those_of_the_peer(string name, long teacher, long student)
    {
        var @case = StepCase.Of(name);

        Assert.Equal((teacher, student), (GraphCost.Parameters(@case.Teacher()), GraphCost.Parameters(@case.Student())));
    }

    [Fact]
    public void A_step_is_timed_in_all_its_kinds()
    {
        using var pool = new WorkerPool(1);
        var report = StepBenchmark.Run(StepCase.Of("mlp1200-mlp64"), steps: 2, new ComputeContext(pool), TimeProvider.System);

        foreach (var timing in new[] { report.Step, report.TeacherForward, report.StepWithStoredTargets, report.StepWithoutTeacher })
        {
            Assert.InRange(timing.Best, 1e-3, timing.Median);
        }

        Assert.True(report.Step.Best > report.TeacherForward.Best);
        Assert.InRange(report.ManagedBytesPerStep, 0, 2000); // a step allocates nothing, the first one may
    }

    [Fact]
    public void An_unknown_case_is_answered_with_the_nearest() =>
        Assert.Contains("nearest: 'mlp1200-mlp64'", Assert.Throws<DecantException>(() => StepCase.Of("mlp1200-mlp65")).Message, StringComparison.Ordinal);
}
