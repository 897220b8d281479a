using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>What a division leaves. Shapes are broadcast.</summary>
/// <param name="Truncated">Whether the quotient is cut towards zero, so that the rest has a's sign; else downwards, and it has b's. Floats
/// are always truncated.</param>
internal sealed record Mod(bool Truncated = false) : ElementwiseBinary
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        base.Infer(inputs) is [var y] && (Truncated || y.Type.IsInteger())
            ? [y]
            : throw Error($"fractions leave a rest of a's sign only (fmod = 1), received {inputs[0]} and {inputs[1]}.");

    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // y = a − b · trunc(a / b), and trunc is constant between its jumps: dy/da = 1, dy/db = −trunc(a / b) = (y − a) / b.
        var (a, b, y) = (node.Inputs[0]!, node.Inputs[1]!, node.Outputs[0]);
        return [dy.SumTo(a.Shape), (dy * ((y - a) / b)).SumTo(b.Shape)];
    }
}

public static partial class Operations
{
    /// <summary>What a division leaves. Shapes are broadcast.</summary>
    public static Value Mod(this Value a, Value b, bool truncated = false) => a.Graph.Add(new Mod(truncated), a, b);
}
