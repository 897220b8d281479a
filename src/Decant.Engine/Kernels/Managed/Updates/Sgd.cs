using System.Runtime.CompilerServices;

namespace Decant.Engine.Kernels.Managed;

/// <summary>
/// d = g + weightDecay · w; v ← momentum · v + d; w ← w − learningRate · (nesterov ? d + momentum · v : v), in one pass.
/// </summary>
internal static unsafe class Sgd
{
    /// <summary>A step over a block of parameters.</summary>
    /// <param name="weights">Parameters, changed.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="velocities">State, changed; may be null when the momentum is 0.</param>
    /// <param name="count">Number of parameters.</param>
    /// <param name="settings">Learning rate and the rest.</param>
    public static ParameterUpdate Of(float* weights, float* gradients, float* velocities, long count, SgdSettings settings) =>
        new()
        {
            Weights = weights,
            Gradients = gradients,
            First = settings.Momentum == 0 ? null : velocities,
            Count = count,
            Sgd = settings,
        };

    /// <summary>The formula; <c>first</c> is the velocity.</summary>
    internal readonly struct Rule<TLanes>(SgdSettings settings) : IUpdateRule<TLanes>
        where TLanes : struct, ILanes<TLanes>
    {
        private readonly TLanes _scale = TLanes.Of((float)settings.GradientScale);
        private readonly TLanes _weightDecay = TLanes.Of((float)settings.WeightDecay);
        private readonly TLanes _momentum = TLanes.Of((float)settings.Momentum);
        private readonly TLanes _minusLearningRate = TLanes.Of(-(float)settings.LearningRate);
        private readonly bool _hasMomentum = settings.Momentum != 0;
        private readonly bool _nesterov = settings.Nesterov;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Step(TLanes weight, TLanes gradient, ref TLanes first, ref TLanes second)
        {
            var direction = TLanes.MultiplyAdd(_weightDecay, weight, gradient * _scale);
            if (_hasMomentum)
            {
                first = TLanes.MultiplyAdd(_momentum, first, direction);
                direction = _nesterov ? TLanes.MultiplyAdd(_momentum, first, direction) : first;
            }

            return TLanes.MultiplyAdd(_minusLearningRate, direction, weight);
        }
    }
}
