using Decant.Cli.Benchmarks;
using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;

namespace Decant.Cli.Tests.Benchmarks;

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
    public void A_step_is_timed_in_all_its_kinds_and_allocates_nothing()
    {
        using var pool = new WorkerPool(1);
        var clock = new CountingClock();
        var report = StepBenchmark.Run(
            StepCase.Of("mlp1200-mlp64"),
            steps: 3,
            DeviceCatalogue.Default(pool),
            clock,
            cancellation: TestContext.Current.CancellationToken
        );

        // Every timed call lies between two looks at the clock, a millisecond apart.
        Assert.All([report.Step, report.TeacherForward, report.StepWithStoredTargets, report.StepWithoutTeacher], timing =>
            Assert.Equal(new StepTiming(1, 1), timing)
        );
        Assert.Equal(4 * 3 * 2, clock.Looks);
        Assert.Equal(0, report.ManagedBytesPerStep);
    }

    [Fact]
    public void The_timing_ends_when_it_is_interrupted()
    {
        using var pool = new WorkerPool(1);
        using var interruption = new CancellationTokenSource();
        interruption.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            StepBenchmark.Run(
                StepCase.Of("mlp1200-mlp64"),
                100_000,
                DeviceCatalogue.Default(pool),
                TimeProvider.System,
                cancellation: interruption.Token
            )
        );
    }

    [Fact]
    public void An_unknown_case_is_answered_with_the_nearest() =>
        Assert.Contains(
            "nearest: 'mlp1200-mlp64'",
            Assert.Throws<DecantException>(() => StepCase.Of("mlp1200-mlp65")).Message,
            StringComparison.Ordinal
        );

    private sealed class CountingClock : TimeProvider
    {
        public int Looks { get; private set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => ++Looks;
    }
}
