using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// Universal logit distillation, for classes or vocabularies that differ: mean over N of Σ|p↓ − q↓|, with p = softmax(teacher/T) and q =
/// softmax(student/T), each sorted from the largest on, the shorter continued with zeros. From 0 to 2; no factor T². It compares how sure
/// both are, not of what. Boizard et al. 2024, arXiv:2402.12030.
/// </summary>
public sealed record UldLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);

    /// <summary>The loss <c>uld</c>.</summary>
    public UldLoss()
        : base(
            new LossFacts("uld", "Sorted probabilities, for a teacher with other classes.", "mean_N Σ |sort↓ p − sort↓ q|")
            {
                Weight = 1.5,
                HasSquaredTemperature = false,
                Unit = "probability",
                Shapes = "student [N, C], teacher [N, any]",
                Paper = "Boizard et al. 2024, arXiv:2402.12030",
                Published = "1.5 next to labels 1, T = 1 (the authors' program, language models)",
                Caution =
                    "It tells how sure the teacher is and not of what. For networks whose classes differ; where "
                    + "they are the same, take `soft-targets`. "
                    + "The weight is for students that are trained already, as the paper's language models are: one "
                    + "that begins anew learns to be sure before it knows of what, "
                    + "and after 150 steps is far below one that learns alone. With 0.3, or after 600 steps, it gains.",
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
        var p = Sorted(scale.Soften(signals.RequireTeacher(Name, ofAnyWidth: true)).Softmax());
        var q = Sorted(scale.Soften(signals.StudentLogits).Softmax());
        var width = Math.Max(p.Shape[^1].Size, q.Shape[^1].Size);
        return scale.Reduce((Continued(p, width) - Continued(q, width)).Abs());
    }

    private static Value Sorted(Value probabilities) => probabilities.TopK(probabilities.Shape[^1].Size).Values;

    private static Value Continued(Value x, int width) =>
        x.Shape[^1].Size == width ? x : x.Pad(new long[x.Shape.Rank], [.. new long[x.Shape.Rank - 1], width - x.Shape[^1].Size]);
}
