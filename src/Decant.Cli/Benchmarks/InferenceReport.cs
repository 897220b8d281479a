namespace Decant.Cli.Benchmarks;

/// <summary>How fast a network answers.</summary>
internal sealed record InferenceReport
{
    /// <summary>The network's file.</summary>
    public required string Model { get; init; }

    /// <summary>Samples of a call.</summary>
    public required int Batch { get; init; }

    /// <summary>Threads that computed.</summary>
    public required int Threads { get; init; }

    /// <summary>Decant's calls; null where they were not asked for.</summary>
    public required InferenceTiming? Decant { get; init; }

    /// <summary>ONNX Runtime's calls; null where it was not there or not asked for.</summary>
    public required InferenceTiming? OnnxRuntime { get; init; }

    /// <summary>Bytes of the arena that Decant works in.</summary>
    public required long ArenaBytes { get; init; }

    /// <summary>Bytes of the weights.</summary>
    public required long ParameterBytes { get; init; }

    /// <summary>Floating-point operations of a call.</summary>
    public required double Flops { get; init; }

    /// <summary>Bytes of weights, inputs and outputs, each moved once.</summary>
    public required double Bytes { get; init; }

    /// <summary>
    /// The share of what the machine can do that the fastest call of Decant reached: max(FLOPs/peak, bytes/bandwidth)/time; above 1 where
    /// weights stay in the caches.
    /// </summary>
    public required double? RooflineShare { get; init; }

    /// <summary>ONNX Runtime's fastest call over Decant's; above 1 Decant is faster.</summary>
    public double? Ratio => OnnxRuntime?.Best / Decant?.Best;
}
