using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// The mean of a gradient over machines that each computed it from samples of their own. Input and output: the gradient, any shape.
/// </summary>
/// <param name="Machines">How many machines, 2 or more.</param>
internal sealed record Exchange(int Machines) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        Machines > 1
            ? Like(inputs[0])
            : throw Error($"expected 2 machines or more, received {Machines}. One machine has nothing to exchange.");
}

public static partial class Operations
{
    /// <summary>The mean of a gradient over machines; of one machine the gradient itself.</summary>
    internal static Value Exchange(this Value gradient, int machines) =>
        machines == 1 ? gradient : gradient.Graph.Add(new Exchange(machines), gradient);
}
