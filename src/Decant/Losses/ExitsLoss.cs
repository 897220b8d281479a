using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Notices;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// Self-distillation: linear exits at inner values of the student learn the labels and what the student's own last exit answers, which gets
/// no gradient from it. Mean over the exits of share·hard labels + (1 − share)·soft targets. The exits are never exported. Zhang et al.
/// 2019, arXiv:1905.08094.
/// </summary>
public sealed record ExitsLoss : DistillationLoss
{
    private static readonly Option<ValueList<string>> s_at = Option.Texts(
        "at",
        null,
        "Names of inner values of the student at which there is an exit.",
        fewest: 1
    );
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(3);
    private static readonly Option<double> s_labelShare = Option.Number(
        "label-share",
        0.7,
        "Share of the labels; the rest is what the last exit answers.",
        atLeast: 0,
        atMost: 1,
        unit: "share"
    );

    /// <summary>The loss <c>exits</c>.</summary>
    public ExitsLoss()
        : base(
            new LossFacts(
                "exits",
                "Exits inside the student learn the labels and what its last exit answers: self-distillation.",
                "mean over exits of a·hard-labels + (1 − a)·soft-targets of the last exit"
            )
            {
                HasSquaredTemperature = true,
                Shapes = "student [N, C], inner [N, C, H, W] or [N, D], labels [N]",
                Paper = "Zhang et al. 2019, arXiv:1905.08094",
            }
        ) { }

    /// <summary>Names of inner values of the student at which there is an exit.</summary>
    public ValueList<string> At
    {
        get => Get(s_at);
        init => Values = Changed(s_at, value);
    }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>Share of the labels; the rest is what the last exit answers; at least 0, at most 1.</summary>
    public double LabelShare
    {
        get => Get(s_labelShare);
        init => Values = Changed<double>(s_labelShare, value);
    }

    /// <inheritdoc/>
    public override bool NeedsLabels => true;

    /// <inheritdoc/>
    public override LossGroup Group => LossGroup.Schemes;

    /// <inheritdoc/>
    public override string TrainedState => "its exits are trained next to the student";

    /// <inheritdoc/>
    public override IReadOnlyList<string> StudentValues => At;

    /// <inheritdoc/>
    private protected override IEnumerable<Notice> OwnNotices(LossSetting setting) =>
        setting.Task.AnswerShape is [_, _]
            ? []
            :
            [
                Notice.Refusal(
                    $"an exit answers once for each sample, and {setting.Task.Name} wants [{string.Join(", ", setting.Task.AnswerShape)}]. "
                        + "Compare values inside the networks instead, such as with hint, or let peers teach each other."
                ),
            ];

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var share = LabelShare;
        var scale = signals.Scale(signals.Number("temperature", Temperature));
        var deepest = signals.StudentLogits.StopGradient();
        var labels = new HardLabelsLoss();
        var exits = At.Select(name =>
            {
                var logits = Exit(signals, name);
                var hard = labels.Build(signals with { StudentLogits = logits });
                var soft = scale.DivergenceOfLogits(deepest, logits);
                return (hard * share) + (soft * (1 - share));
            })
            .ToArray();
        return exits.Aggregate((sum, next) => sum + next) * (1.0 / exits.Length);
    }

    // A linear layer after a global average; He et al. 2015, arXiv:1502.01852, with gain 1 as no rectifier follows.
    private static Value Exit(LossSignals signals, string name)
    {
        var inner = signals.Student(name);
        var features =
            inner.Shape.Rank == 4 ? inner.GlobalAveragePool().Flatten()
            : inner.Shape.Rank == 2 ? inner
            : inner.Shape.Rank == 3 && !inner.Shape[1].IsStatic ? signals.PooledVector(inner)
            : inner.Flatten();
        var (width, classes) = (features.Shape[1].Size, signals.StudentLogits.Shape[1].Size);
        var weight = new Tensor(ElementType.Float32, classes, width);
        var stream = new RandomStream(signals.Seed, $"init/{signals.Term}/{name}");
        foreach (ref var number in weight.Span<float>())
        {
            number = (float)(stream.NextNormal() / Math.Sqrt(width));
        }

        return features.Linear(
            signals.Parameter($"{name}.weight", weight),
            signals.Parameter($"{name}.bias", new Tensor(ElementType.Float32, classes))
        );
    }
}
