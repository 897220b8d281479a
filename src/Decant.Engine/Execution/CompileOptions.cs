using Decant.Engine.Devices;

namespace Decant.Engine.Execution;

/// <summary>How a graph is turned into something that runs.</summary>
internal sealed record CompileOptions
{
    /// <summary>Threads, kernels and profile; shared by all graphs of a run.</summary>
    public required Device Device { get; init; }

    /// <summary>The largest value of every named size, such as N = the batch: memory is planned for it.</summary>
    public IReadOnlyDictionary<string, int> Bounds { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Whether initialisers keep their values as long as the result lives. Kernels then pack and transform weights in the first run and
    /// not in every one, for as much memory again as the weights take.
    /// </summary>
    public bool ConstantWeights { get; init; }

    /// <summary>
    /// Whether the result keeps the graph's states: initialisers that have a next value among the outputs, named like them with
    /// <see cref="Passes.TrainingForm.NextSuffix"/>. It then has memory of its own for them, and every run ends with the next values as the
    /// present ones. Else next values are outputs like all others.
    /// </summary>
    public bool KeepsStates { get; init; }

    /// <summary>
    /// Fills memory with NaN as soon as the plan says that nothing reads it again: a fault of the plan then shows in the results. For
    /// tests.
    /// </summary>
    public bool Poison { get; init; }
}
