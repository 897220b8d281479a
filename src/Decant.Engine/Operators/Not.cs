namespace Decant.Engine.Operators;

/// <summary>The opposite truth value.</summary>
internal sealed record Not : ElementwiseUnary
{
    /// <inheritdoc/>
    public override bool IsDifferentiable => false;
}
