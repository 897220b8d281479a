namespace Decant.Cli.Benchmarks;

/// <summary>How fast one kernel is.</summary>
/// <param name="Kernel">What and how big.</param>
/// <param name="Operator">The operator, or "whole" where several make it.</param>
/// <param name="Threads">Threads that computed.</param>
/// <param name="Best">The fastest run, ms.</param>
/// <param name="Flops">Floating-point operations of a run, a multiply-add being two.</param>
/// <param name="Bytes">Bytes that a run reads and writes at least.</param>
/// <param name="Peak">The machine's multiply-adds in the same moments, floating-point operations per second.</param>
/// <param name="Bandwidth">The machine's copy in the same moments, bytes per second.</param>
internal sealed record KernelResult(
    string Kernel,
    string Operator,
    int Threads,
    double Best,
    double Flops,
    double Bytes,
    double Peak,
    double Bandwidth
)
{
    /// <summary>10⁹ floating-point operations per second.</summary>
    public double Gigaflops => Flops / Best / 1e6;

    /// <summary>10⁹ bytes per second.</summary>
    public double Gigabytes => Bytes / Best / 1e6;

    /// <summary>
    /// The share of what the machine can do: max(FLOPs/peak, bytes/bandwidth)/time. Above 1 where the bytes come out of the caches.
    /// </summary>
    public double RooflineShare => Math.Max(Flops / Peak, Bytes / Bandwidth) / (Best / 1e3);
}
