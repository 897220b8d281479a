using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>An element-wise operator that a <see cref="Fused"/> applies before or after its producer.</summary>
/// <param name="Operator">An <see cref="ElementwiseUnary"/> or <see cref="ElementwiseBinary"/>.</param>
/// <param name="Place">Which operand of it comes from its neighbour, 0 or 1; the other one is a further input of the whole.</param>
/// <param name="Keeps">
/// Whether what passes between it and the producer is a further output of the whole, such as what a GELU is applied to, for its gradient.
/// </param>
internal sealed record FusedLink(Operator Operator, int Place = 0, bool Keeps = false)
{
    /// <summary>Whether it reads a further input.</summary>
    public bool HasOperand => Operator is ElementwiseBinary;

    /// <summary>Its inputs.</summary>
    /// <param name="x">What comes from its neighbour.</param>
    /// <param name="operand">The further input, if it has one.</param>
    public Value?[] Inputs(Value x, Value? operand) =>
        !HasOperand ? [x]
        : Place == 0 ? [x, operand]
        : [operand, x];
}
