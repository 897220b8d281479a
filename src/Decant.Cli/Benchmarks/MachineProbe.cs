using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Kernels.Managed;

namespace Decant.Cli.Benchmarks;

/// <summary>
/// What the machine can do at this moment with some threads. Probes run between the measurements that they judge, and the best of many
/// counts.
/// </summary>
/// <param name="pool">The threads.</param>
/// <param name="clock">The clock.</param>
internal sealed class MachineProbe(WorkerPool pool, TimeProvider clock) : IDisposable
{
    private const int ChunksPerThread = 4;

    private readonly Tensor _source = new(ElementType.UInt8, MemoryBandwidth.Size);
    private readonly Tensor _target = new(ElementType.UInt8, MemoryBandwidth.Size);

    /// <summary>The best rate of multiply-adds so far, in floating-point operations per second.</summary>
    public double Peak { get; private set; }

    /// <summary>The best rate of a copy so far, in bytes read and written per second.</summary>
    public double Bandwidth { get; private set; }

    /// <summary>Forgets the best.</summary>
    public void Forget() => (Peak, Bandwidth) = (0, 0);

    /// <summary>Probes the multiply-adds, in about half a millisecond.</summary>
    /// <returns>The rate of this probe.</returns>
    public double ProbePeak()
    {
        var chunks = ChunksPerThread * pool.Threads;
        var start = clock.GetTimestamp();
        Grid.Run(pool, new MultiplyAddPeak(), chunks);
        var rate = MultiplyAddPeak.Operations * chunks / clock.GetElapsedTime(start).TotalSeconds;
        Peak = Math.Max(Peak, rate);
        return rate;
    }

    /// <summary>Probes the memory, in some milliseconds; it empties the caches.</summary>
    public unsafe void ProbeBandwidth()
    {
        var work = new MemoryBandwidth((byte*)_source.Pointer, (byte*)_target.Pointer);
        var start = clock.GetTimestamp();
        pool.Run(ref work, MemoryBandwidth.Chunks);
        Bandwidth = Math.Max(Bandwidth, MemoryBandwidth.Bytes / clock.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>
    /// The share of what the machine can do: max(FLOPs/peak, bytes/bandwidth)/time. Above 1 where the bytes come out of the caches.
    /// </summary>
    public double Share(double flops, double bytes, double seconds) => Math.Max(flops / Peak, bytes / Bandwidth) / seconds;

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }
}
