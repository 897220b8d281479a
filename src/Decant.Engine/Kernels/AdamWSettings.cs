namespace Decant.Engine.Kernels;

/// <summary>One step of AdamW. Loshchilov and Hutter 2019, arXiv:1711.05101.</summary>
/// <param name="LearningRate">Step size, 0 or more.</param>
/// <param name="Beta1">Part of the mean gradient that stays, 0 up to 1.</param>
/// <param name="Beta2">Part of the mean squared gradient that stays, 0 up to 1.</param>
/// <param name="Epsilon">Added to the root of the mean square, more than 0.</param>
/// <param name="WeightDecay">Share of the weight that a step of learning rate 1 takes away, 0 or more.</param>
/// <param name="Step">Number of this step, 1 for the first.</param>
/// <param name="GradientScale">Factor on the gradients before everything else: clipping, averaging.</param>
internal readonly record struct AdamWSettings(
    double LearningRate,
    double Beta1,
    double Beta2,
    double Epsilon,
    double WeightDecay,
    long Step,
    double GradientScale = 1
)
{
    /// <summary>Share of the weight that stays: 1 − learning rate · weight decay.</summary>
    public double WeightKept => 1 - (LearningRate * WeightDecay);

    /// <summary>Learning rate over the bias correction of the mean: learning rate / (1 − β₁ᵗ).</summary>
    public double StepSize { get; } = LearningRate / (1 - Math.Pow(Beta1, Step));

    /// <summary>Root of the bias correction of the mean square: √(1 − β₂ᵗ).</summary>
    public double RootCorrection { get; } = Math.Sqrt(1 - Math.Pow(Beta2, Step));
}
