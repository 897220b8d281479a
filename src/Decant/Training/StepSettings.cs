using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Training.Optimizers;

namespace Decant.Training;

/// <summary>What holds for every step of one training.</summary>
internal sealed record StepSettings
{
    /// <summary>How weights follow their gradients.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>The largest batch, N.</summary>
    public required int Batch { get; init; }

    /// <summary>The run's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Threads, kernels and profile.</summary>
    public required Device Device { get; init; }

    /// <summary>
    /// Float32; BFloat16 for matrix products and convolutions that read bfloat16, all else in Float32; or Float64 on the reference kernels.
    /// </summary>
    public ElementType Precision { get; init; } = ElementType.Float32;

    /// <summary>The L2 norm to which larger gradients are shrunk; null for none.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>The L2 norm to which each unit's incoming weights are kept; null for none.</summary>
    public double? MaxNorm { get; init; }

    /// <summary>
    /// The factor on the learning rate per layer further from the answer (<see cref="Training.LayerDecay"/>); null for none.
    /// </summary>
    public double? LayerDecay { get; init; }

    /// <summary>Whether running variances take n − 1, as PyTorch does.</summary>
    public bool Unbiased { get; init; }
}
