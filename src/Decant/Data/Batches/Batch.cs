using Decant.Engine.Graphs;

namespace Decant.Data.Batches;

/// <summary>
/// Samples that are computed together. A batch belongs to its <see cref="BatchStream"/>, which fills its memory again
/// as soon as the next batch is asked for.
/// </summary>
public sealed class Batch
{
    private readonly int[] _indices;

    internal Batch(Tensor inputs, Tensor labels, Tensor? targets, int[] indices, int count)
    {
        Inputs = inputs;
        Labels = labels;
        Targets = targets;
        _indices = indices;
        Count = count;
    }

    /// <summary>The samples: float32 <c>[N, C, H, W]</c> from 0 to 1, or <c>[N, D]</c>.</summary>
    public Tensor Inputs { get; }

    /// <summary>Their classes: int64 <c>[N]</c>, from 0; -1 where samples have no class.</summary>
    public Tensor Labels { get; }

    /// <summary>The numbers of the target set that was asked for: float32 <c>[N, columns]</c>; null when none was.</summary>
    public Tensor? Targets { get; }

    /// <summary>Number of samples, N: the asked size, or less in the last batch of an epoch.</summary>
    public int Count { get; }

    /// <summary>Where the samples lie in the data set.</summary>
    public ReadOnlySpan<int> Indices => _indices.AsSpan(0, Count);

    /// <summary>The epoch that the batch belongs to, from 0; it is also the number of the augmented view.</summary>
    public int Epoch { get; internal set; }

    /// <summary>The batch's place in its epoch, from 0.</summary>
    public int Step { get; internal set; }
}
