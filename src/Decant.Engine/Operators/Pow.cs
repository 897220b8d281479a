using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = aᵇ. Shapes are broadcast.</summary>
internal sealed record Pow : ElementwiseBinary
{
    /// <inheritdoc/>
    protected override IReadOnlyList<Value?> Gradient(Node node, Value dy)
    {
        // ∂aᵇ/∂a = b·a^(b−1); ∂aᵇ/∂b = ln a·aᵇ
        var (a, b, y) = (node.Inputs[0]!, node.Inputs[1]!, node.Outputs[0]);
        return [(dy * b * a.Pow(b - 1)).SumTo(a.Shape), (dy * y * a.Log()).SumTo(b.Shape)];
    }
}

public static partial class Operations
{
    /// <summary>y = aᵇ. Shapes are broadcast.</summary>
    public static Value Pow(this Value a, Value b) => a.Graph.Add(new Pow(), a, b);

    /// <summary>y = aᵇ.</summary>
    public static Value Pow(this Value a, double b) => a.Pow(a.Constant(b));
}
