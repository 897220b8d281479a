using Decant.Engine.Graphs;
using Decant.Engine.Kernels.Managed;

namespace Decant.Engine.Devices.Managed;

/// <summary>
/// Operators that compute every element by itself. Steps that follow each other on the same elements are one pass over memory: the first
/// one runs the whole chain.
/// </summary>
internal abstract unsafe class ElementwiseLauncher<TOperator> : ManagedLauncher<TOperator>, IChainedLauncher
    where TOperator : Operator
{
    /// <inheritdoc/>
    public sealed override bool ChainsWith(Launcher other) => other is IChainedLauncher;

    /// <inheritdoc/>
    public abstract void Append(Step step, Chain chain);

    /// <inheritdoc/>
    protected sealed override void Run(TOperator @operator, Step step)
    {
        var chain = new Chain(step.Pool, step.Chain.Length);
        foreach (var link in step.Chain)
        {
            ((IChainedLauncher)link.Launcher).Append(link, chain);
        }

        chain.Run(step.Outputs[0].Count);
    }

    /// <summary>Where the elements of an operand are.</summary>
    protected static Elements At(Operand operand) =>
        operand.Storage.Slot is { } slot ? Elements.InScratch(slot) : Elements.At((float*)operand.Pointer);
}
