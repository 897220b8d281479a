using System.Numerics;
using Decant.Engine.Graphs;

namespace Decant.Engine.Execution;

/// <summary>
/// Brings an operator and its kernels together: takes memory and sizes from a step, attributes from the operator, and calls the kernel
/// of the wanted set. One launcher per operator; it keeps no state.
/// </summary>
internal abstract class Launcher
{
    /// <summary>Whether the output is the first input under other sizes, so that no memory needs to be touched.</summary>
    public virtual bool IsView => false;

    /// <summary>Inputs whose memory the first output may take over when nobody reads them later.</summary>
    public virtual ReadOnlySpan<int> InPlace => [];

    /// <summary>Runs the operator.</summary>
    public abstract void Run(Step step);
}

/// <summary>The launcher of an operator on float values.</summary>
/// <typeparam name="TOperator">The operator.</typeparam>
internal abstract class Launcher<TOperator> : Launcher where TOperator : Operator
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var @operator = (TOperator)step.Node.Operator;
        switch (step.Outputs[0].Type)
        {
            case ElementType.Float32 when step.Kernels == KernelSet.Managed:
                RunManaged(@operator, step);
                break;

            case ElementType.Float32:
                RunReference<float>(@operator, step);
                break;

            case ElementType.Float64:
                RunReference<double>(@operator, step);
                break;

            default:
                throw new DecantException($"{@operator.Name}: no kernel for {step.Outputs[0].Value}. Cast it to Float32 first.");
        }
    }

    /// <summary>The plain loops.</summary>
    protected abstract void RunReference<T>(TOperator @operator, Step step) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The fast kernel; the plain loops where there is none.</summary>
    protected virtual void RunManaged(TOperator @operator, Step step) => RunReference<float>(@operator, step);
}
