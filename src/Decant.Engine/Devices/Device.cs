using Decant.Engine.Execution;
using Decant.Engine.Kernels;

namespace Decant.Engine.Devices;

/// <summary>With what graphs are computed: threads, kernels, and who is told how long operators take. All graphs of a run are compiled with the same one, and run one after the other.</summary>
/// <param name="Pool">The threads that do the work; whoever made them disposes them, after everything that was compiled with them.</param>
/// <param name="Kernels">Which kernels run the operators.</param>
/// <param name="Profile">Is told what the operators take; null for nobody.</param>
public sealed record Device(WorkerPool Pool, KernelSet Kernels = KernelSet.Managed, ExecutionProfile? Profile = null)
{
    /// <summary>Bytes of the memory that all graphs of this context, and of those copied from it, compute in: as many as the largest of them needs that is not disposed.</summary>
    public long ArenaBytes => Arena.Bytes;

    /// <summary>That memory.</summary>
    internal SharedArena Arena { get; } = new();

    /// <summary>What the graphs are for, in front of their names in a profile, such as "distilled, seed 1, step"; may be empty.</summary>
    public string Purpose { get; private init; } = "";

    /// <summary>The same for graphs of a narrower purpose.</summary>
    /// <param name="purpose">What is added to the purpose so far.</param>
    public Device For(string purpose) => this with { Purpose = Purpose.Length == 0 ? purpose : $"{Purpose}, {purpose}" };
}
