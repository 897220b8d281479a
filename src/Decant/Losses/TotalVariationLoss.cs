using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// mean over N of ½·Σ|p − q|, with p = softmax(teacher/T) and q = softmax(student/T): the probability that must be moved to make one of the
/// other, 0 to 1. No factor T². The derivative of |0| is 0. Wen et al. 2023, "f-Divergence Minimization for Sequence-Level Knowledge
/// Distillation", arXiv:2307.15190.
/// </summary>
public sealed record TotalVariationLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);

    /// <summary>The loss <c>total-variation</c>.</summary>
    public TotalVariationLoss()
        : base(
            new LossFacts("total-variation", "The probability that lies elsewhere than the teacher's.", "mean_N ½·Σ_C |p − q|")
            {
                HasSquaredTemperature = false,
                Unit = "probability",
                Paper = "Wen et al. 2023, arXiv:2307.15190",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var scale = signals.Scale(signals.Number("temperature", Temperature), isSquared: false);
        var p = scale.Soften(signals.RequireTeacher(Name)).Softmax();
        var q = scale.Soften(signals.StudentLogits).Softmax();
        return scale.Reduce((p - q).Abs() * 0.5);
    }
}
