using Decant.Engine.Graphs;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// T²·mean over N of Σ p·(ln p − ln q), with p = softmax(teacher/T) and q = softmax(student/T), in nats per sample. Gradient by the
/// student's logits: T·(q − p)/N. Hinton, Vinyals, Dean 2015, arXiv:1503.02531.
/// </summary>
public sealed record SoftTargetsLoss : DistillationLoss
{
    internal static readonly Option<ScheduledNumber> Temperature = TemperatureOption.Of(4);
    internal static readonly Option<LossReduction> Reduction = Option.Choice<LossReduction>(
        "reduction",
        LossReduction.Batch,
        "Mean over the samples, or over samples times classes."
    );
    internal static readonly Option<bool> TemperatureSquared = Option.Switch(
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
            },
            OptionSet.DeclaredIn(typeof(SoftTargetsLoss))
        ) { }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals, OptionValues options)
    {
        var scale = signals.Scale(signals.Number(options, Temperature), options.Get(TemperatureSquared), options.Get(Reduction));
        return scale.DivergenceOfLogits(signals.RequireTeacher(Name), signals.StudentLogits);
    }
}
