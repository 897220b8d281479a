using Decant.Engine.Graphs;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// T²·mean over N of Σ p·(ln p − ln q), with p = softmax(teacher/T) and q = softmax(student/T), in nats per sample. Gradient by the
/// student's logits: T·(q − p)/N. Hinton, Vinyals, Dean 2015, arXiv:1503.02531.
/// </summary>
public sealed record SoftTargetsLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(4);
    private static readonly Option<LossReduction> s_reduction = Option.Choice<LossReduction>(
        "reduction",
        LossReduction.Batch,
        "Mean over the samples, or over samples times classes."
    );
    private static readonly Option<bool> s_temperatureSquared = Option.Switch(
        "temperature-squared",
        true,
        "Whether the loss is multiplied by the square of the temperature, which keeps its gradient's size."
    );

    /// <summary>The loss <c>soft-targets</c>.</summary>
    public SoftTargetsLoss()
        : base(
            new LossFacts(
                "soft-targets",
                "The teacher's probabilities at a temperature (Hinton et al. 2015, arXiv:1503.02531).",
                "T²·mean_N Σ_C p·(ln p − ln q)"
            )
            {
                Weight = 0.9,
                LabelWeight = 0.1,
                HasSquaredTemperature = true,
                Paper = "Hinton, Vinyals, Dean 2015, arXiv:1503.02531",
                Published = "0.9 next to labels 0.1, T = 4 (Tian et al. 2019, CIFAR-100)",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>Mean over the samples, or over samples times classes.</summary>
    public LossReduction Reduction
    {
        get => Get(s_reduction);
        init => Values = Changed<LossReduction>(s_reduction, value);
    }

    /// <summary>Whether the loss is multiplied by the square of the temperature, which keeps its gradient's size.</summary>
    public bool TemperatureSquared
    {
        get => Get(s_temperatureSquared);
        init => Values = Changed<bool>(s_temperatureSquared, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    internal override double? SquaredTemperature => TemperatureSquared ? base.SquaredTemperature : null;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var scale = signals.Scale(signals.Number("temperature", Temperature), TemperatureSquared, Reduction);
        return scale.DivergenceOfLogits(signals.RequireTeacher(Name), signals.StudentLogits);
    }
}
