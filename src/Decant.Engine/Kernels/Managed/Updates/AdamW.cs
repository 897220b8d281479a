using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// w ← w · (1 − learningRate · weightDecay); m ← β₁ m + (1 − β₁) g; s ← β₂ s + (1 − β₂) g²;
/// w ← w − learningRate/(1 − β₁ᵗ) · m / (√s/√(1 − β₂ᵗ) + ε), in one pass.
/// </summary>
internal static unsafe class AdamW
{
    /// <summary>A step over a block of parameters.</summary>
    /// <param name="weights">Parameters, changed.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="means">State m, changed.</param>
    /// <param name="squares">State s, changed.</param>
    /// <param name="count">Number of parameters.</param>
    /// <param name="settings">Learning rate and the rest.</param>
    public static ParameterUpdate Of(float* weights, float* gradients, float* means, float* squares, long count, AdamWSettings settings) =>
        new()
        {
            Weights = weights,
            Gradients = gradients,
            First = means,
            Second = squares,
            Count = count,
            AdamW = settings,
        };

    /// <summary>The formula; <c>first</c> is m, <c>second</c> is s.</summary>
    internal readonly struct Rule<TLanes>(AdamWSettings settings) : IUpdateRule<TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly TLanes _scale = TLanes.Of((float)settings.GradientScale);
        private readonly TLanes _kept = TLanes.Of((float)settings.WeightKept);
        private readonly TLanes _beta1 = TLanes.Of((float)settings.Beta1),
            _other1 = TLanes.Of((float)(1 - settings.Beta1));
        private readonly TLanes _beta2 = TLanes.Of((float)settings.Beta2),
            _other2 = TLanes.Of((float)(1 - settings.Beta2));
        private readonly TLanes _epsilon = TLanes.Of((float)settings.Epsilon);
        private readonly TLanes _stepSize = TLanes.Of((float)settings.StepSize),
            _rootCorrection = TLanes.Of((float)settings.RootCorrection);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Step(TLanes weight, TLanes gradient, ref TLanes first, ref TLanes second)
        {
            gradient *= _scale;
            first = TLanes.MultiplyAdd(_beta1, first, _other1 * gradient);
            second = TLanes.MultiplyAdd(_beta2, second, _other2 * gradient * gradient);
            return (weight * _kept) - (_stepSize * first / ((TLanes.Sqrt(second) / _rootCorrection) + _epsilon));
        }
    }
}
