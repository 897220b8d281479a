namespace Decant.Engine.Graphs;

/// <summary>
/// What a node does: a name of ONNX's vocabulary (or of Decant's own, domain <c>decant</c>), attributes as properties, a
/// rule for shapes and a cost. Immutable: many nodes may share one.
/// </summary>
internal abstract record Operator
{
    /// <summary>Domain of operators that exist only inside Decant and are never exported.</summary>
    public const string DecantDomain = "decant";

    /// <summary>The operator's name in its domain.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The operator's domain; empty for ONNX's own.</summary>
    public virtual string Domain => "";

    /// <summary>Element types and shapes of the outputs.</summary>
    /// <param name="inputs">The inputs in order; null where an optional one is absent.</param>
    /// <exception cref="DecantException">The inputs do not fit the operator.</exception>
    public abstract IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs);

    /// <summary>Floating-point operations of one run.</summary>
    /// <param name="inputs">Sizes of the inputs; null where an optional one is absent.</param>
    /// <param name="outputs">Sizes of the outputs.</param>
    public virtual double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => Elements(outputs[0]);

    /// <summary>Whether the output changes smoothly with the inputs. False by definition for comparisons, indices and shapes.</summary>
    public virtual bool IsDifferentiable => true;

    /// <summary>
    /// The chain rule, as nodes added to the node's graph: from the loss's derivative by each output to that by each
    /// input. Null means zero. Derivatives that no one reads are removed later, so a rule states all of them.
    /// </summary>
    /// <param name="node">The node that applied this operator.</param>
    /// <param name="gradients">The loss's derivative by each output; null where it is zero.</param>
    /// <exception cref="DecantException">No rule is written for this operator.</exception>
    public virtual IReadOnlyList<Value?> Gradient(Node node, IReadOnlyList<Value?> gradients) => Gradient(node, gradients[0]!);

    /// <summary>The chain rule of an operator with one output.</summary>
    protected virtual IReadOnlyList<Value?> Gradient(Node node, Value dy) =>
        throw Error(
            $"no gradient rule is written, and '{node.Outputs[0].Name}' needs one. Freeze what lies before it, or replace the operator."
        );

    /// <summary>
    /// What computes: the operator itself, or the one that a <see cref="Operators.Fused"/> is built around. Its inputs and outputs come
    /// first.
    /// </summary>
    internal virtual Operator Core => this;

    /// <summary>The order of axes in which fast kernels want the images among the operands; it changes no result.</summary>
    public virtual ImageOrder Order(Node node) => ImageOrder.Standard;

    /// <summary>Whether an operand with four axes is an image; weights are not.</summary>
    /// <param name="isOutput">Whether an output is meant, not an input.</param>
    /// <param name="index">Which one.</param>
    public virtual bool IsImage(bool isOutput, int index) => true;

    /// <summary>Number of elements of given sizes.</summary>
    protected static double Elements(int[]? sizes) => sizes?.Aggregate(1.0, (product, size) => product * size) ?? 0;

    /// <summary>One output like the first input.</summary>
    protected static IReadOnlyList<TensorType> Like(Value? input) => [new(input!.Type, input.Shape)];

    /// <summary>The shape of two values that are joined element by element.</summary>
    /// <exception cref="DecantException">They do not fit; the message names the operator and both values.</exception>
    protected Shape Broadcast(Value left, Value right)
    {
        try
        {
            return Shape.Broadcast(left.Shape, right.Shape);
        }
        catch (DecantException problem)
        {
            throw Error($"{problem.Message} Received {left} and {right}: reshape, transpose or unsqueeze one of them.");
        }
    }

    /// <summary>An error of this operator, with its name in front.</summary>
    protected DecantException Error(string sentence) => new($"{Name}: {sentence}");
}
