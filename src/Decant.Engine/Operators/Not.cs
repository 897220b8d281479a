namespace Decant.Engine.Operators;

/// <summary>The opposite truth value.</summary>
public sealed record Not : ElementwiseUnary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;
}
