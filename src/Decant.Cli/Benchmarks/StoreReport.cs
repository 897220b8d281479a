namespace Decant.Cli.Benchmarks;

/// <summary>How long the steps of one case take that read their samples, by where the teacher's answers come from.</summary>
internal sealed record StoreReport
{
    /// <summary>The case.</summary>
    public required string Case { get; init; }

    /// <summary>Threads that computed.</summary>
    public required int Threads { get; init; }

    /// <summary>Samples in a batch.</summary>
    public required int Batch { get; init; }

    /// <summary>The step on labels alone.</summary>
    public required StepTiming WithoutTeacher { get; init; }

    /// <summary>The step with answers of a store that lies in memory.</summary>
    public required StepTiming FromMemory { get; init; }

    /// <summary>The step with answers that are read from the store's files, as where <c>--memory</c> leaves no room for them.</summary>
    public required StepTiming FromFiles { get; init; }

    /// <summary>The step with the teacher's own answer.</summary>
    public required StepTiming Live { get; init; }

    /// <summary>Bytes of the store for each answer.</summary>
    public required double BytesPerAnswer { get; init; }

    /// <summary>Gigabytes (10⁹ bytes) a second that one thread reads of a store of large answers, f32, from the page cache.</summary>
    public required double GigabytesPerSecond { get; init; }

    /// <summary>The same of a store in f16, counted in its own bytes.</summary>
    public required double GigabytesPerSecondInF16 { get; init; }
}
