using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The nearest whole number, the even one of two that are equally near.</summary>
internal sealed record Round : ElementwiseUnary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;
}

public static partial class Operations
{
    /// <summary>The nearest whole number, the even one of two that are equally near.</summary>
    public static Value Round(this Value x) => x.Graph.Add(new Round(), x);
}
