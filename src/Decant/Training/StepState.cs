using Decant.Engine.Graphs;

namespace Decant.Training;

/// <summary>
/// Numbers that a step reads and changes, such as running means. The next ones have memory of their own, as others may still read the present ones
/// when they are written; after the step the two change places.
/// </summary>
internal sealed class StepState(string name, string nextName, Tensor initial)
{
    /// <summary>The value that is read.</summary>
    public string Name => name;

    /// <summary>The value that is written.</summary>
    public string NextName => nextName;

    /// <summary>What the next step reads.</summary>
    public Tensor Current { get; private set; } = initial.Clone();

    /// <summary>What the next step writes.</summary>
    public Tensor Next { get; private set; } = initial.Clone();

    /// <summary>The step is done.</summary>
    public void Advance() => (Current, Next) = (Next, Current);
}
