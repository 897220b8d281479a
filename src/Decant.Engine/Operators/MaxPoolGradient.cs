using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>Sends dy [N, C, OH, OW] to the first largest element of each window of x [N, C, H, W].</summary>
/// <param name="Window">The pool's window.</param>
internal sealed record MaxPoolGradient(Window Window) : Operator
{
    /// <inheritdoc/>
    public override ImageOrder Order(Node node) => ImageOrder.Any;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) => Like(inputs[1]);
}
