using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Devices;

/// <summary>
/// Brings an operator and a device's kernel together: takes memory and sizes from a step, attributes from the operator, and calls the
/// kernel. One launcher for each operator that a device has a kernel for; it keeps no state: what a step keeps is the step's.
/// </summary>
internal abstract class Launcher
{
    /// <summary>The operators that it runs: a type, or a base type for all that derive from it.</summary>
    public abstract IReadOnlyList<Type> Operators { get; }

    /// <summary>Whether it has a kernel for the element types of a node; if not, the device that comes next is asked.</summary>
    public virtual bool Takes(Node node) => true;

    /// <summary>Whether the output is the first input under other sizes, so that no memory needs to be touched.</summary>
    public virtual bool IsView => false;

    /// <summary>Inputs whose memory the first output may take over when no one reads them later.</summary>
    public virtual ReadOnlySpan<int> InPlace => [];

    /// <summary>Whether the residual of a <see cref="FusedForm"/> may lie where the result is written.</summary>
    public virtual bool AddsInPlace => false;

    /// <summary>Whether its kernel does what a <see cref="FusedForm"/> says while results are in registers.</summary>
    public virtual bool Fuses => false;

    /// <summary>Whether its kernel reads bfloat16 itself; if not, a product gets float32 operands of the same numbers.</summary>
    public virtual bool ReadsHalf => false;

    /// <summary>Whether its kernel can keep constant weights, input 1, in its own order (<see cref="Step.Prepared"/>).</summary>
    public virtual bool PreparesWeights => false;

    /// <summary>The order of axes in which its kernel wants images.</summary>
    public virtual ImageOrder Order(Node node) => node.Operator.Order(node);

    /// <summary>
    /// The input whose memory an output takes over where the input is a state and the output its next value; null for none. The kernel
    /// then changes the state where it lies, and first copies it (<see cref="Operand.Settle"/>) where the two lie apart.
    /// </summary>
    /// <param name="output">Which output.</param>
    public virtual int? TakesOver(int output) => null;

    /// <summary>
    /// Whether it can run the update of the parameters that a node's first output is the gradient of, a part as soon as it is written: the
    /// update then follows it in its chain (<see cref="Step.Chain"/>).
    /// </summary>
    /// <param name="node">A node of this launcher's operator.</param>
    public virtual bool CanUpdate(Node node) => false;

    /// <summary>Whether steps of this and another launcher can be links of one chain, which the launcher of the first runs.</summary>
    public virtual bool ChainsWith(Launcher other) => false;

    /// <summary>Runs the operator.</summary>
    public abstract void Run(Step step);
}

/// <summary>The launcher of an operator, or of all operators that derive from one.</summary>
/// <typeparam name="TOperator">The operator.</typeparam>
internal abstract class Launcher<TOperator> : Launcher
    where TOperator : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<Type> Operators { get; } = [typeof(TOperator)];

    /// <inheritdoc/>
    public sealed override void Run(Step step) => Run((TOperator)step.Node.Operator.Core, step);

    /// <summary>Runs the operator.</summary>
    protected abstract void Run(TOperator @operator, Step step);

    /// <summary>The error of an operator that has no kernel for an element type.</summary>
    protected static UnsupportedException Refusal(Operator @operator, Step step) =>
        new(@operator.Name, $"{@operator.Name}: no kernel for {step.Outputs[0].Value}. Cast it to Float32 first.");
}
