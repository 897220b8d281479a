using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Notices;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// Decoupled knowledge distillation: T²·mean over N of α·TCKD + β·NCKD, in nats per sample. TCKD = KL of (p_y, 1 − p_y) against (q_y, 1 −
/// q_y): how sure of the label y; NCKD = KL of the softmax over the other C − 1 classes: which of the others. KL(p‖q) = TCKD + (1 −
/// p_y)·NCKD, where NCKD loses its weight just when the teacher is sure; here its weight is β. Samples without a label (−1) are left out of
/// the mean. Zhao et al. 2022, arXiv:2203.08679.
/// </summary>
public sealed record DkdLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(4);
    private static readonly Option<double> s_targetWeight = Option.Number(
        "target-weight",
        1,
        "Factor of the part on how sure of the label.",
        atLeast: 0
    );
    private static readonly Option<double> s_otherWeight = Option.Number(
        "other-weight",
        8,
        "Factor of the part on the classes other than the label.",
        atLeast: 0
    );

    // 20 of 240 epochs.
    private const double WarmUp = 0.0833;

    /// <summary>The loss <c>dkd</c>.</summary>
    public DkdLoss()
        : base(
            new LossFacts(
                "dkd",
                "Soft targets in two parts: how sure of the label, and which of the others.",
                "T²·mean_N α·KL(p_y, 1 − p_y ‖ q_y, 1 − q_y) + β·KL over the other classes"
            )
            {
                Weight = new ScheduledNumber(0, 1, NumberSchedule.WarmUp, WarmUp),
                HasSquaredTemperature = true,
                Shapes = "student, teacher [N, C], labels [N]",
                Paper = "Zhao et al. 2022, arXiv:2203.08679",
                Published =
                    "1 next to labels 1, factors 1 and 8, T = 4; its weight rises over the first 20 of 240 epochs "
                    + "(the authors' program, CIFAR-100)",
                Caution =
                    "In a few hundred steps on a small network, the part on the other classes, T²·8 = 128 times a "
                    + "divergence, drowns the labels, and the student ends below one that learns alone. "
                    + "With `other-weight: 1`, or 0.5 at T = 1 as the authors have it on ImageNet, it gains there.",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>Factor of the part on how sure of the label; at least 0.</summary>
    public double TargetWeight
    {
        get => Get(s_targetWeight);
        init => Values = Changed<double>(s_targetWeight, value);
    }

    /// <summary>Factor of the part on the classes other than the label; at least 0.</summary>
    public double OtherWeight
    {
        get => Get(s_otherWeight);
        init => Values = Changed<double>(s_otherWeight, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override bool NeedsLabels => true;

    /// <inheritdoc/>
    private protected override IEnumerable<Notice> OwnNotices(LossSetting setting) =>
        setting.Answers != 2 ? []
        : TargetWeight > 0
            ?
            [
                Notice.Warning(
                    "two classes: there is one class next to the label, so other-weight does nothing, and the loss "
                        + "is soft-targets times target-weight. Use soft-targets."
                ),
            ]
        :
        [
            Notice.Refusal(
                "two classes and target-weight 0: there is one class next to the label, so nothing can be learnt. Use soft-targets."
            ),
        ];

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var scale = new SoftTargetScale(signals.Number("temperature", Temperature));
        var labels = signals.RequireLabels(Name);
        var teacher = scale.Soften(signals.RequireTeacher(Name));
        var student = scale.Soften(signals.StudentLogits);
        var isLabel = labels.IsLabel(student.Shape[^1].Size);

        var (lnP, lnQ) = (Binary(teacher), Binary(student));
        var target = (lnP.Exp() * (lnP - lnQ)).ReduceSum([1]);
        var (lnOtherP, lnOtherQ) = (teacher.Without(isLabel).LogSoftmax(), student.Without(isLabel).LogSoftmax());
        var other = (lnOtherP.Exp() * (lnOtherP - lnOtherQ)).ReduceSum([1]);
        return scale.Square(((target * TargetWeight) + (other * OtherWeight)).MeanOverLabelled(labels));

        // (ln p_y, ln(1 − p_y)), [N, 2]
        Value Binary(Value logits)
        {
            var ln = logits.LogSoftmax();
            return new[] { ln.AtLabel(labels).Unsqueeze(1), LogSumExp.Of(ln.Without(isLabel)) }.Concat(1);
        }
    }
}
