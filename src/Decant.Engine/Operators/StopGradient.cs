using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>y = x, and no derivative passes: what comes after it is learnt from and does not learn.</summary>
internal sealed record StopGradient : ElementwiseUnary
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;
}

public static partial class Operations
{
    /// <summary>y = x, and no derivative passes.</summary>
    public static Value StopGradient(this Value x) => x.Graph.Add(new StopGradient(), x);
}
