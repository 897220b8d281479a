namespace Decant.Data.Fields;

/// <summary>
/// How many bytes of samples one source may keep in memory; what does not fit is read from its file whenever a batch needs it.
/// </summary>
internal sealed class SampleMemory
{
    private long _left;

    private SampleMemory(MemoryBudget? budget, long left) => (Budget, _left) = (budget, Math.Max(0, left));

    /// <summary>How the process's memory is divided; null where it has no limit.</summary>
    public MemoryBudget? Budget { get; }

    /// <summary>What a process may keep: under a limit a share of it, without one half of what the machine has.</summary>
    /// <param name="limit">Peak resident memory of the process in bytes; null for none.</param>
    public static SampleMemory Of(long? limit) =>
        MemoryBudget.Of(limit) is { } budget
            ? new SampleMemory(budget, budget.Samples)
            : new SampleMemory(null, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>Takes memory for samples of one size, as many as there is room for.</summary>
    /// <returns>How many fit, at most <paramref name="count"/>.</returns>
    public int Take(long sampleBytes, int count)
    {
        var taken = (int)Math.Min(count, _left / Math.Max(1, sampleBytes));
        _left -= taken * sampleBytes;
        return taken;
    }
}
