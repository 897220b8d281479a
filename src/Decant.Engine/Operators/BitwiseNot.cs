using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Every bit of a whole number turned round.</summary>
internal sealed record BitwiseNot : ElementwiseUnary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;
}

public static partial class Operations
{
    /// <summary>Every bit of a whole number turned round.</summary>
    public static Value BitwiseNot(this Value x) => x.Graph.Add(new BitwiseNot(), x);
}
