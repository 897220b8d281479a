using Decant.Engine.Graphs;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// T²·mean over N of Σ q·(ln q − ln p), with p = softmax(teacher/T) and q = softmax(student/T), in nats per sample. It punishes what the
/// student deems likely and the teacher does not, so the student settles on the teacher's main answers. Gu et al. 2023, "MiniLLM",
/// arXiv:2306.08543.
/// </summary>
public sealed record ReverseKlLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);

    /// <summary>The loss <c>reverse-kl</c>.</summary>
    public ReverseKlLoss()
        : base(
            new LossFacts(
                "reverse-kl",
                "The divergence the other way round: the student's answers seen from the teacher's.",
                "T²·mean_N Σ_C q·(ln q − ln p)"
            )
            {
                HasSquaredTemperature = true,
                Paper = "Gu et al. 2023, arXiv:2306.08543",
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
        var scale = signals.Scale(signals.Number("temperature", Temperature));
        return scale.DivergenceOfLogits(signals.StudentLogits, signals.RequireTeacher(Name));
    }
}
