using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The largest whole number that is at most x.</summary>
internal sealed record Floor : ElementwiseUnary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;
}

public static partial class Operations
{
    /// <summary>The largest whole number that is at most x.</summary>
    public static Value Floor(this Value x) => x.Graph.Add(new Floor(), x);
}
