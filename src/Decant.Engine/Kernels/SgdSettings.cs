namespace Decant.Engine.Kernels;

/// <summary>One step of stochastic gradient descent.</summary>
/// <param name="LearningRate">Step size, 0 or more.</param>
/// <param name="Momentum">Part of the velocity that stays, 0 up to 1.</param>
/// <param name="Nesterov">Whether the step looks ahead along the velocity.</param>
/// <param name="WeightDecay">Share of the weight that is added to its gradient, 0 or more.</param>
/// <param name="GradientScale">Factor on the gradients before everything else: clipping, averaging.</param>
internal readonly record struct SgdSettings(
    double LearningRate,
    double Momentum,
    bool Nesterov,
    double WeightDecay,
    double GradientScale = 1
);
