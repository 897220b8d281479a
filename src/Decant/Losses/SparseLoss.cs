using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Notices;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// Soft targets of the teacher's k best classes I alone, as they are stored or sent: T²·mean over N of a sum in nats, with p =
/// softmax(teacher/T), q = softmax(student/T), and P and Q their masses on I. What becomes of the rest is the option <c>rest</c>; see
/// <see cref="SparseRest"/>. Peng et al. 2024, "Pre-training Distillation for Large Language Models", arXiv:2410.16215, keep the best
/// classes in this way. It is biased: what lies outside I is lost or lumped together. Anshumann et al. 2025, "Sparse Logit Sampling",
/// arXiv:2503.16870, prove that and argue for classes drawn by their probabilities.
/// </summary>
public sealed record SparseLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);
    private static readonly Option<int> s_top = Option.WholeNumber(
        "top",
        10,
        "How many of the teacher's best classes; all where there are no more.",
        atLeast: 1,
        unit: "classes"
    );
    private static readonly Option<SparseRest> s_rest = Option.Choice<SparseRest>(
        "rest",
        SparseRest.Bucket,
        "What becomes of the other classes."
    );

    /// <summary>The loss <c>sparse</c>.</summary>
    public SparseLoss()
        : base(
            new LossFacts(
                "sparse",
                "Soft targets of the teacher's best classes alone.",
                "T²·mean_N Σ_I p·(ln p − ln q) + (1 − P)·(ln(1 − P) − ln(1 − Q))"
            )
            {
                HasSquaredTemperature = true,
                Paper = "Peng et al. 2024, arXiv:2410.16215",
                Caution =
                    "The best classes alone are a biased picture of the teacher, whatever becomes of the rest (Anshumann et al. 2025, "
                    + "arXiv:2503.16870); `rest: bucket` keeps the mass of the others. Classes that are drawn by the "
                    + "teacher's probabilities "
                    + "leave the gradient of `soft-targets` without bias: a store draws them (`soft-targets: { store: auto, draws: 16 }`). "
                    + "Take `soft-targets` wherever all answers are at hand.",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>How many of the teacher's best classes; all where there are no more; at least 1.</summary>
    public int Top
    {
        get => Get(s_top);
        init => Values = Changed<int>(s_top, value);
    }

    /// <summary>What becomes of the other classes.</summary>
    public SparseRest Rest
    {
        get => Get(s_rest);
        init => Values = Changed<SparseRest>(s_rest, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    private protected override IEnumerable<Notice> OwnNotices(LossSetting setting) =>
        (Top, Rest) switch
        {
            (1, SparseRest.RenormalizeBoth) =>
            [
                Notice.Refusal(
                    "top 1 with rest renormalize-both: one class alone always has probability 1, so nothing can be "
                        + "learnt. Set top to 2 or more, or rest: bucket."
                ),
            ],
            (var top, _) when top >= setting.Answers =>
            [
                Notice.Note($"top {top} of {setting.Answers} classes: these are all, so the loss is soft-targets."),
            ],
            (_, SparseRest.Raw) =>
            [
                Notice.Warning(
                    "rest raw: what remains is no divergence; it may be negative, and pushes the student's "
                        + "probabilities out of the other classes. Take rest: bucket."
                ),
            ],
            _ => [],
        };

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var scale = signals.Scale(signals.Number("temperature", Temperature));
        var teacher = scale.Soften(signals.RequireTeacher(Name));
        var student = scale.Soften(signals.StudentLogits);
        var (axis, classes) = (teacher.Shape.Rank - 1, teacher.Shape[^1].Size);
        var (best, positions) = teacher.TopK(Math.Min(Top, classes));
        var (lnP, lnQ) = (teacher.LogSoftmax(), student.LogSoftmax());
        var (lnBestP, lnBestQ) = (lnP.GatherElements(positions, axis), lnQ.GatherElements(positions, axis));
        var others = classes - best.Shape[^1].Size;
        return Rest switch
        {
            SparseRest.RenormalizeTeacher => scale.Divergence(best.LogSoftmax(), lnBestQ),
            SparseRest.RenormalizeBoth => scale.Divergence(best.LogSoftmax(), student.GatherElements(positions, axis).LogSoftmax()),
            SparseRest.Bucket when others > 0 => scale.Divergence(With(lnBestP, LnRest(lnP)), With(lnBestQ, LnRest(lnQ))),
            SparseRest.Smooth when others > 0 => scale.Divergence(
                With(lnBestP, LnRest(lnP)),
                With(lnBestQ, MeanOfRest() + Math.Log(others))
            ),
            _ => scale.Divergence(lnBestP, lnBestQ),
        };

        Value With(Value best, Value rest) => new[] { best, rest }.Concat(axis);

        // ln(1 − P), without the subtraction, in which all digits may cancel
        Value LnRest(Value ln) => LogSumExp.Of(ln.Without(IsBest()));

        // The classes of the rest all have r = (1 − P)/others, so Σ r·(ln r − ln q) = (1 − P)·(ln(1 − P) − ln others − mean ln q).
        Value MeanOfRest() => IsBest().Where(lnQ.Constant(0), lnQ).ReduceSum([axis], keepDimensions: true) * (1.0 / others);

        Value IsBest()
        {
            var counts = student.Graph.Add(
                new GatherElementsGradient(axis, teacher.Shape),
                best.Constant(1).BroadcastTo(best.Shape),
                positions
            );
            return counts.IsGreaterThan(counts.Constant(0));
        }
    }
}
