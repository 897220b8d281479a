namespace Decant.Data.Fields;

/// <summary>How many bytes of decoded samples a run may keep in memory; what does not fit is read from its file whenever a batch needs it.</summary>
internal sealed class SampleMemory
{
    // Next to samples lie networks, their gradients, batches on their way, and files while they are decoded.
    private const int ShareOfLimit = 4;

    private long _left;

    private SampleMemory(long left) => _left = Math.Max(0, left);

    /// <summary>What a process may keep whose memory is limited: a part of what it does not use yet; without a limit, half of what there is.</summary>
    /// <param name="limit">Peak resident memory of the process in bytes; null for none.</param>
    public static SampleMemory Of(long? limit) =>
        new(limit is { } bytes ? (bytes - Environment.WorkingSet) / ShareOfLimit : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>Takes memory for samples of one size, as many as there is room for.</summary>
    /// <returns>How many fit, at most <paramref name="count"/>.</returns>
    public int Take(long sampleBytes, int count)
    {
        var taken = (int)Math.Min(count, _left / Math.Max(1, sampleBytes));
        _left -= taken * sampleBytes;
        return taken;
    }
}
