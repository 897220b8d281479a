using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Losses;
using Decant.Teachers;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Cli.Benchmarks;

/// <summary>
/// Times one distillation step: forward of teacher and student, soft targets at T = 4 with weight 0.9 and labels with 0.1, backward, SGD
/// with momentum 0.9. Next to it the teacher alone, the step with stored answers, and the step on labels alone.
/// </summary>
internal static class StepBenchmark
{
    private const int WarmUp = 3;
    private const double LearningRate = 0.01;

    /// <summary>Runs a case.</summary>
    /// <param name="case">The case.</param>
    /// <param name="steps">Timed steps of each kind, 1 or more.</param>
    /// <param name="device">Threads and kernels; a profile costs a little time itself.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="precision">What matrix products and convolutions of both networks read: Float32 or BFloat16.</param>
    /// <param name="cancellation">Ends the timing between two steps.</param>
    public static StepReport Run(
        StepCase @case,
        int steps,
        Device device,
        TimeProvider clock,
        ElementType precision = ElementType.Float32,
        CancellationToken cancellation = default
    )
    {
        using var inputs = @case.MakeInputs();
        using var labels = @case.MakeLabels();
        using var teacher = new FrozenNetwork(
            @case.Teacher(),
            @case.Batch,
            device.For("teacher"),
            new FrozenOptions { Precision = precision }
        );
        using var stored = teacher.Answer(inputs, @case.Batch).Clone();
        using var distilled = Step(@case, device, precision, Soft(), Hard(0.1));
        using var alone = Step(@case, DeviceCatalogue.Open(device.Name, device.Pool), precision, Hard(1));
        long number = 0;
        long allocated = 0;
        var full = Time(() => Run(distilled, teacher.Answer(inputs, @case.Batch)));
        var perStep = allocated / steps;
        return new StepReport
        {
            Case = @case.Name,
            Threads = device.Pool.Threads,
            Device = device.Name,
            Precision = precision,
            Implementations = [.. teacher.Implementations.Union(distilled.Implementations)],
            Batch = @case.Batch,
            Step = full,
            TeacherForward = Time(() => teacher.Answer(inputs, @case.Batch)),
            StepWithStoredTargets = Time(() => Run(distilled, stored)),
            StepWithoutTeacher = Time(() => Run(alone, null)),
            ManagedBytesPerStep = perStep,
            MemoryBytes = teacher.WeightBytes + distilled.StateBytes + device.ArenaBytes,
        };

        void Run(TrainingStep step, Tensor? answer) =>
            step.Run(
                new StepInput
                {
                    Inputs = inputs,
                    Count = @case.Batch,
                    Labels = labels,
                    TeacherLogits = answer,
                    LearningRate = LearningRate,
                    Number = ++number,
                }
            );

        StepTiming Time(Action action)
        {
            for (var i = 0; i < WarmUp; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                action();
            }

            var times = new double[steps];
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < steps; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var start = clock.GetTimestamp();
                action();
                times[i] = clock.GetElapsedTime(start).TotalMilliseconds;
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Array.Sort(times);
            return new StepTiming((times[(steps - 1) / 2] + times[steps / 2]) / 2, times[0]);
        }
    }

    private static DistillationLoss Soft() => new SoftTargetsLoss { Temperature = 4, Weight = 0.9 };

    private static DistillationLoss Hard(double weight) => new HardLabelsLoss { Weight = weight };

    private static TrainingStep Step(StepCase @case, Device device, ElementType precision, params DistillationLoss[] terms) =>
        new(
            new TrainingDesign(@case.Student(), terms),
            new StepSettings
            {
                Optimizer = new Sgd(),
                Batch = @case.Batch,
                Seed = 1,
                Device = device,
                Precision = precision,
            }
        );
}
