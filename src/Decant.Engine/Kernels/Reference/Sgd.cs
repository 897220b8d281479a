using System.Numerics;

namespace Decant.Engine.Kernels.Reference;

/// <summary>
/// d = g + weightDecay · w; v ← momentum · v + d; w ← w − learningRate · (nesterov ? d + momentum · v : v).
/// The velocity starts at 0. Sutskever et al. 2013, in PyTorch's form.
/// </summary>
internal static unsafe class Sgd
{
    /// <summary>One step over a block of parameters.</summary>
    /// <param name="weights">Parameters, changed.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="velocities">State, changed; may be null when the momentum is 0.</param>
    /// <param name="count">Number of parameters.</param>
    /// <param name="settings">Learning rate and the rest.</param>
    public static void Step<T>(T* weights, T* gradients, T* velocities, long count, SgdSettings settings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var learningRate = T.CreateChecked(settings.LearningRate);
        var momentum = T.CreateChecked(settings.Momentum);
        var weightDecay = T.CreateChecked(settings.WeightDecay);
        var gradientScale = T.CreateChecked(settings.GradientScale);
        for (long i = 0; i < count; i++)
        {
            var direction = (gradients[i] * gradientScale) + (weightDecay * weights[i]);
            if (settings.Momentum != 0)
            {
                velocities[i] = (momentum * velocities[i]) + direction;
                direction = settings.Nesterov ? direction + (momentum * velocities[i]) : velocities[i];
            }

            weights[i] -= learningRate * direction;
        }
    }
}
