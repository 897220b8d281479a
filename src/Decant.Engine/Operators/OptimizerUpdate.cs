using Decant.Engine.Graphs;

namespace Decant.Engine.Operators;

/// <summary>
/// How parameters follow their gradients. Inputs: weights, their gradient, the learning rate (Float64 scalar), the update's number from 1
/// (Int64 scalar; null where the rule does not read it), a factor on the gradient (Float64 scalar; null for 1), then the moments, each of
/// the weights' type and shape. Outputs: the next weights and the next moments. A plan lays them where the present ones lie.
/// </summary>
/// <param name="WeightDecay">Pull of the weights towards 0, 0 or more.</param>
internal abstract record OptimizerUpdate(double WeightDecay) : Operator
{
    /// <summary>The input that is the weights.</summary>
    public const int WeightsInput = 0;

    /// <summary>The input that is the gradient.</summary>
    public const int GradientInput = 1;

    /// <summary>The input that is the learning rate.</summary>
    public const int LearningRateInput = 2;

    /// <summary>The input that is the update's number.</summary>
    public const int StepInput = 3;

    /// <summary>The input that is the factor on the gradient.</summary>
    public const int ScaleInput = 4;

    /// <summary>The first input that is a moment.</summary>
    public const int FirstMoment = 5;

    /// <inheritdoc/>
    public override string Domain => DecantDomain;

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    /// <summary>What is kept per weight between updates, such as a velocity.</summary>
    public abstract IReadOnlyList<string> Moments { get; }

    /// <inheritdoc/>
    public override bool IsImage(bool isOutput, int index) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorType> Infer(IReadOnlyList<Value?> inputs)
    {
        if (inputs.Count != FirstMoment + Moments.Count)
        {
            throw Error(
                $"expected weights, gradient, learning rate, step, scale and {Moments.Count} moments, received {inputs.Count} inputs."
            );
        }

        var weights = inputs[WeightsInput]!;
        foreach (var like in inputs.Skip(FirstMoment).Prepend(inputs[GradientInput]))
        {
            if (like?.Type != weights.Type || !like.Shape.Equals(weights.Shape))
            {
                throw Error($"expected a gradient and moments like {weights}, received {like?.ToString() ?? "none"}.");
            }
        }

        CheckScalar(inputs[LearningRateInput], ElementType.Float64, "learning rate", isOptional: false);
        CheckScalar(inputs[StepInput], ElementType.Int64, "step", isOptional: true);
        CheckScalar(inputs[ScaleInput], ElementType.Float64, "scale", isOptional: true);
        return [.. Enumerable.Repeat(new TensorType(weights.Type, weights.Shape), 1 + Moments.Count)];
    }

    private void CheckScalar(Value? value, ElementType type, string what, bool isOptional)
    {
        if (value is null ? !isOptional : value.Type != type || value.Shape.Rank != 0)
        {
            throw Error($"expected as {what} one {type}, received {value?.ToString() ?? "none"}.");
        }
    }
}
