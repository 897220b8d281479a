using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// √Σ g² over several gradients together, in the updates 1, 1 + Every, 1 + 2·Every and so on; in those between it is what it was. Inputs:
/// the last norm (Float64 scalar), the update's number from 1 (Int64 scalar), the gradients. Output: the norm, Float64 scalar.
/// </summary>
/// <param name="Every">Updates from one measurement to the next, 1 or more.</param>
internal sealed record GradientNorm(int Every) : Operator
{
    /// <summary>The first input that is a gradient.</summary>
    public const int FirstGradient = 2;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => false;

    /// <summary>Whether an update is one in which it is measured.</summary>
    /// <param name="step">The update's number, from 1.</param>
    public bool Measures(long step) => (step - 1) % Every == 0;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        var gradients = inputs.Skip(FirstGradient).ToArray();
        return
            Every > 0
            && gradients.Length > 0
            && inputs[0] is { Type: ElementType.Float64, Shape.Rank: 0 }
            && inputs[1] is { Type: ElementType.Int64, Shape.Rank: 0 }
            && gradients.All(gradient => gradient?.Type == gradients[0]!.Type)
            ? [new(ElementType.Float64, Shape.Scalar)]
            : throw Error(
                $"expected the last norm (Float64 scalar), the step (Int64 scalar) and gradients of one type, "
                    + $"received {string.Join(", ", inputs)}."
            );
    }

    /// <inheritdoc/>
    public override double Flops(IReadOnlyList<int[]?> inputs, IReadOnlyList<int[]> outputs) =>
        2 * inputs.Skip(FirstGradient).Sum(Elements) / Every;
}
