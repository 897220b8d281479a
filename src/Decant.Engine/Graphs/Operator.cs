namespace Decant.Engine.Graphs;

/// <summary>
/// What a node does: a name of ONNX's vocabulary (or of Decant's own, domain <c>decant</c>), attributes as properties, a
/// rule for shapes and a cost. Immutable: many nodes may share one.
/// </summary>
public abstract record Operator
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
    public abstract IReadOnlyList<ValueType> Infer(IReadOnlyList<Value?> inputs);

    /// <summary>Floating-point operations of one run.</summary>
    /// <param name="inputs">Sizes of the inputs; null where an optional one is absent.</param>
    /// <param name="outputs">Sizes of the outputs.</param>
    public virtual double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => Elements(outputs[0]);

    /// <summary>Number of elements of given sizes.</summary>
    protected static double Elements(int[]? sizes) => sizes?.Aggregate(1.0, (product, size) => product * size) ?? 0;

    /// <summary>One output like the first input.</summary>
    protected static IReadOnlyList<ValueType> Like(Value? input) => [new(input!.Type, input.Shape)];

    /// <summary>An error of this operator, with its name in front.</summary>
    protected DecantException Error(string sentence) => new($"{Name}: {sentence}");
}
