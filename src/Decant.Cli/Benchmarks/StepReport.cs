using Decant.Engine.Graphs;

namespace Decant.Cli.Benchmarks;

/// <summary>How long the steps of one case took.</summary>
internal sealed record StepReport
{
    /// <summary>The case.</summary>
    public required string Case { get; init; }

    /// <summary>Threads that computed.</summary>
    public required int Threads { get; init; }

    /// <summary>What matrix products and convolutions read: Float32 or BFloat16.</summary>
    public required ElementType Precision { get; init; }

    /// <summary>The name of the device that computed.</summary>
    public required string Device { get; init; }

    /// <summary>
    /// What oneDNN chose for products and convolutions, such as <c>brg:avx512_core_amx_bf16</c>; none where it did not run.
    /// </summary>
    public required IReadOnlyList<string> Implementations { get; init; }

    /// <summary>Samples in a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Teacher, student, losses, gradients, update.</summary>
    public required StepTiming Step { get; init; }

    /// <summary>The teacher's answer alone.</summary>
    public required StepTiming TeacherForward { get; init; }

    /// <summary>The step with answers that are there already.</summary>
    public required StepTiming StepWithStoredTargets { get; init; }

    /// <summary>The step on labels alone.</summary>
    public required StepTiming StepWithoutTeacher { get; init; }

    /// <summary>Managed memory that a step allocates on the caller's thread, bytes.</summary>
    public required long ManagedBytesPerStep { get; init; }

    /// <summary>
    /// Bytes of the teacher's weights, the student's weights, gradients and moments, and of the memory that both work in.
    /// </summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Samples that a step of median length learns from in a second.</summary>
    public double SamplesPerSecond => Batch / Step.Median * 1e3;
}
