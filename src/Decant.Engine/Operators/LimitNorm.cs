using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// Shrinks the incoming weights of every unit whose L2 norm exceeds a limit to that limit. Input and output: weights [M, ..], a unit per
/// index of the first axis.
/// Srebro and Shraibman 2005; for dropout networks Srivastava et al., JMLR 15, 2014.
/// </summary>
/// <param name="Limit">The largest norm, above 0.</param>
internal sealed record LimitNorm(double Limit) : Operator
{
    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs) =>
        Limit > 0 && inputs[0]!.Shape.Rank > 0
            ? Like(inputs[0])
            : throw Error($"expected weights [M, ..] and a limit above 0, received {inputs[0]} and {Limit}.");

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) => 3 * Elements(outputs[0]);
}

public static partial class Operations
{
    /// <summary>Shrinks the rows whose L2 norm exceeds a limit to that limit.</summary>
    internal static Value LimitNorm(this Value weights, double limit) => weights.Graph.Add(new LimitNorm(limit), weights);
}
