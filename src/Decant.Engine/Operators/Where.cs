using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = a where the condition holds, else b. Inputs: condition (truth values), a, b. Shapes are broadcast.</summary>
internal sealed record Where : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var (condition, a, b) = (inputs[0]!, inputs[1]!, inputs[2]!);
        return condition.Type == ElementType.Bool && a.Type == b.Type
            ? [new(a.Type, Shape.Broadcast(condition.Shape, Shape.Broadcast(a.Shape, b.Shape)))]
            : throw Error($"expected truth values and two operands of one element type, received {condition}, {a} and {b}.");
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // dy goes to the operand that was taken.
        var (condition, a, b, zero) = (node.Inputs[0]!, node.Inputs[1]!, node.Inputs[2]!, dy.Constant(0));
        return [null, condition.Where(dy, zero).SumTo(a.Shape), condition.Where(zero, dy).SumTo(b.Shape)];
    }
}

public static partial class Operations
{
    /// <summary>a where the condition holds, else b. Shapes are broadcast.</summary>
    public static Value Where(this Value condition, Value a, Value b) => condition.Graph.Add(new Where(), condition, a, b);

    /// <summary>a where x &gt; 0, else b.</summary>
    internal static Value Select(this Value x, Value a, Value b) => x.IsGreaterThan(x.Constant(0)).Where(a, b);
}
