using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>The smallest whole number that is at least x.</summary>
internal sealed record Ceil : ElementwiseUnary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;
}

public static partial class Operations
{
    /// <summary>The smallest whole number that is at least x.</summary>
    public static Value Ceil(this Value x) => x.Graph.Add(new Ceil(), x);
}
