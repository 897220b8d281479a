using System.Numerics;
using Decant.Engine.Graphs;

namespace Decant.Engine.Execution;

/// <summary>
/// Brings an operator and its kernels together: takes memory and sizes from a step, attributes from the operator, and calls the kernel
/// of the wanted set. One launcher per operator; it keeps no state: what a step keeps is the step's.
/// </summary>
internal abstract class Launcher
{
    /// <summary>Whether the output is the first input under other sizes, so that no memory needs to be touched.</summary>
    public virtual bool IsView => false;

    /// <summary>Inputs whose memory the first output may take over when nobody reads them later.</summary>
    public virtual ReadOnlySpan<int> InPlace => [];

    /// <summary>
    /// The input whose memory an output takes over where the input is a state and the output its next value; null for none. The kernel
    /// then changes the state
    /// where it lies, and first copies it (<see cref="Stay"/>) where the two lie apart.
    /// </summary>
    /// <param name="output">Which output.</param>
    public virtual int? TakesOver(int output) => null;

    /// <summary>
    /// Whether a node can run the update of the parameters that its first output is the gradient of, a part as soon as it is written: the
    /// update then follows it in
    /// its chain (<see cref="Step.Update"/>).
    /// </summary>
    /// <param name="node">A node of this launcher's operator.</param>
    /// <param name="kernels">Which kernels compute it.</param>
    public virtual bool CanUpdate(Node node, KernelSet kernels) => false;

    /// <summary>Runs the operator.</summary>
    public abstract void Run(Step step);

    /// <summary>Brings a state to where its next value is written; nothing moves where the plan laid the two in one place.</summary>
    protected static unsafe void Stay(Operand state, Operand next)
    {
        if (state.Pointer != next.Pointer)
        {
            var bytes = next.Count * next.Type.Size();
            Buffer.MemoryCopy(state.Pointer, next.Pointer, bytes, bytes);
        }
    }
}

/// <summary>The launcher of an operator on float values, and on whole numbers where it says so.</summary>
/// <typeparam name="TOperator">The operator.</typeparam>
internal abstract class Launcher<TOperator> : Launcher where TOperator : Operator
{
    /// <inheritdoc/>
    public override void Run(Step step)
    {
        var @operator = (TOperator)step.Node.Operator;
        switch (step.Computing)
        {
            case KernelSet.OneDnn: RunOneDnn(@operator, step); break;
            case KernelSet.Reference: RunPlain(@operator, step); break;
            default: RunManaged(@operator, step); break;
        }
    }

    /// <summary>The plain loops.</summary>
    protected abstract void RunReference<T>(TOperator @operator, Step step) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The plain loops on whole numbers; refused where there are none.</summary>
    protected virtual void RunWhole<T>(TOperator @operator, Step step) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => throw Refusal(@operator, step);

    /// <summary>The error of an operator that has no kernel for an element type.</summary>
    protected static UnsupportedException Refusal(Operator @operator, Step step) =>
        new(@operator.Name, $"{@operator.Name}: no kernel for {step.Outputs[0].Value}. Cast it to Float32 first.");

    /// <summary>The fast kernel; the plain loops where there is none.</summary>
    protected virtual void RunManaged(TOperator @operator, Step step) => RunReference<float>(@operator, step);

    /// <summary>The kernel of oneDNN; the managed one where there is none.</summary>
    protected virtual void RunOneDnn(TOperator @operator, Step step) => RunManaged(@operator, step);

    private void RunPlain(TOperator @operator, Step step)
    {
        switch (step.Outputs[0].Type)
        {
            case ElementType.Float32: RunReference<float>(@operator, step); break;
            case ElementType.Float64: RunReference<double>(@operator, step); break;
            case ElementType.Int64: RunWhole<long>(@operator, step); break;
            case ElementType.Int32: RunWhole<int>(@operator, step); break;
            case ElementType.Int16: RunWhole<short>(@operator, step); break;
            case ElementType.Int8: RunWhole<sbyte>(@operator, step); break;
            case ElementType.UInt64: RunWhole<ulong>(@operator, step); break;
            case ElementType.UInt32: RunWhole<uint>(@operator, step); break;
            case ElementType.UInt16: RunWhole<ushort>(@operator, step); break;
            case ElementType.UInt8: RunWhole<byte>(@operator, step); break;
            default: throw Refusal(@operator, step);
        }
    }
}
