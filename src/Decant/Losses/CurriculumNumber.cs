using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses;

/// <summary>
/// A number that is learnt against the student: from + (to − from)·σ(θ), where θ climbs the loss that the student descends. The strength λ
/// of the reversed gradient rises from 0 to 1 along half a cosine, so the task becomes harder step by step. Li et al. 2022,
/// arXiv:2211.16231, global form.
/// </summary>
internal static class CurriculumNumber
{
    /// <summary>The number as a scalar of the graph.</summary>
    public static Value Build(LossSignals signals, string name, ScheduledNumber number)
    {
        var theta = signals.Parameter(name, new Tensor(Engine.Graphs.ElementType.Float32));
        var lambda = signals.Timed($"{name}-strength", new ScheduledNumber(0, 1, NumberSchedule.Cosine, number.Over));

        // Reversal: the value is (1 + λ)θ − λθ = θ, and the derivative, as the first summand's is stopped, −λ.
        var reversed = (theta * (lambda + 1)).StopGradient() - (theta * lambda);
        return (reversed.Sigmoid() * (number.To - number.From)) + number.From;
    }
}
