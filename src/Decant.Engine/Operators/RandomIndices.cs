using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Numbers drawn at random among 0 to Bound − 1, with replacement, none of them the row's own: y [N, Count] (Int64). Inputs: own (Int64
/// [N], 0 to Bound − 1), and the step's number (Int64 scalar), which with the key and the place in y decides the number.
/// </summary>
/// <param name="Count">Numbers for each row, 1 or more.</param>
/// <param name="Bound">What all numbers lie below, 2 or more.</param>
/// <param name="Key">Key of the random stream.</param>
internal sealed record RandomIndices(int Count, int Bound, ulong Key) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var own = inputs[0]!;
        return own.Type == ElementType.Int64 && own.Shape.Rank == 1 && Count >= 1 && Bound >= 2
            ? [new(ElementType.Int64, new Shape(own.Shape[0], Count))]
            : throw Error($"expected Int64 [N], a count of 1 or more and a bound of 2 or more, received {own}, {Count} and {Bound}.");
    }
}

public static partial class Operations
{
    /// <summary>Numbers drawn among 0 to bound − 1, none of them the row's own: [N] to [N, count].</summary>
    /// <param name="own">Int64 [N], 0 to bound − 1.</param>
    /// <param name="step">The step's number, an Int64 scalar.</param>
    /// <param name="count">Numbers for each row.</param>
    /// <param name="bound">What all numbers lie below.</param>
    /// <param name="key">Key of the random stream.</param>
    internal static Value RandomIndices(this Value own, Value step, int count, int bound, ulong key) =>
        own.Graph.Add(new RandomIndices(count, bound, key), own, step);
}
