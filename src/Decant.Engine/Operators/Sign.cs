using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>−1, 0 or 1.</summary>
internal sealed record Sign : ElementwiseUnary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;
}

public static partial class Operations
{
    /// <summary>−1, 0 or 1.</summary>
    public static Value Sign(this Value x) => x.Graph.Add(new Sign(), x);
}
