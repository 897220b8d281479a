using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// w ← w · (1 − learningRate · weightDecay); m ← β₁ m + (1 − β₁) g; s ← β₂ s + (1 − β₂) g²;
/// w ← w − learningRate/(1 − β₁ᵗ) · m / (√s/√(1 − β₂ᵗ) + ε). Both means start at 0. Loshchilov and Hutter 2019, arXiv:1711.05101.
/// </summary>
internal static unsafe class AdamW
{
    /// <summary>One step over a block of parameters.</summary>
    /// <param name="weights">Parameters, changed.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="means">State m, changed.</param>
    /// <param name="squares">State s, changed.</param>
    /// <param name="count">Number of parameters.</param>
    /// <param name="settings">Learning rate and the rest.</param>
    public static void Step<T>(T* weights, T* gradients, T* means, T* squares, long count, AdamWSettings settings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T beta1 = T.CreateChecked(settings.Beta1),
            other1 = T.CreateChecked(1 - settings.Beta1);
        T beta2 = T.CreateChecked(settings.Beta2),
            other2 = T.CreateChecked(1 - settings.Beta2);
        var kept = T.CreateChecked(settings.WeightKept);
        var stepSize = T.CreateChecked(settings.StepSize);
        var rootCorrection = T.CreateChecked(settings.RootCorrection);
        var epsilon = T.CreateChecked(settings.Epsilon);
        var gradientScale = T.CreateChecked(settings.GradientScale);
        for (long i = 0; i < count; i++)
        {
            var gradient = gradients[i] * gradientScale;
            means[i] = (beta1 * means[i]) + (other1 * gradient);
            squares[i] = (beta2 * squares[i]) + (other2 * gradient * gradient);
            weights[i] = (weights[i] * kept) - (stepSize * means[i] / ((T.Sqrt(squares[i]) / rootCorrection) + epsilon));
        }
    }
}
