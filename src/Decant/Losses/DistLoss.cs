using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Notices;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// Relations instead of exact probabilities: T²·(β·(1 − mean over N of ρ(q_n, p_n)) + γ·(1 − mean over C of ρ(q_·c, p_·c))), where ρ is
/// Pearson's correlation, over the classes of a sample (inter) and over the samples of a class (intra); p = softmax(teacher/T), q =
/// softmax(student/T). A row or column that is all but constant counts as one that varies a little, see <see cref="SmallestSpread"/>.
/// Without unit, each part from 0 to 2. Huang et al. 2022, "Knowledge Distillation from A Stronger Teacher", arXiv:2205.10536.
/// </summary>
public sealed record DistLoss : DistillationLoss
{
    private static readonly Option<ScheduledNumber> s_temperature = TemperatureOption.Of(1);
    private static readonly Option<double> s_interWeight = Option.Number(
        "inter-weight",
        1,
        "Factor of the correlation over the classes of each sample.",
        atLeast: 0
    );
    private static readonly Option<double> s_intraWeight = Option.Number(
        "intra-weight",
        1,
        "Factor of the correlation over the samples of each class.",
        atLeast: 0
    );

    // Keeps the quotient finite where a vector is 0; the paper's own. What bounds its derivative is SmallestSpread.
    private const double Epsilon = 1e-8;

    /// <summary>The loss <c>dist</c>.</summary>
    public DistLoss()
        : base(
            new LossFacts(
                "dist",
                "Correlation with the teacher, over the classes of a sample and over the samples of a class.",
                "T²·(β·(1 − mean_N ρ(q_n, p_n)) + γ·(1 − mean_C ρ(q_·c, p_·c)))"
            )
            {
                HasSquaredTemperature = true,
                Unit = "1 − correlation",
                Paper = "Huang et al. 2022, arXiv:2205.10536",
                Published = "labels 1, T = 1, both factors 1 (the authors' program, ImageNet)",
            }
        ) { }

    /// <summary>Divides the logits of both before the softmax: the higher, the softer; above 0, at most 1000.</summary>
    public ScheduledNumber Temperature
    {
        get => Get(s_temperature);
        init => Values = Changed<ScheduledNumber>(s_temperature, value);
    }

    /// <summary>Factor of the correlation over the classes of each sample; at least 0.</summary>
    public double InterWeight
    {
        get => Get(s_interWeight);
        init => Values = Changed<double>(s_interWeight, value);
    }

    /// <summary>Factor of the correlation over the samples of each class; at least 0.</summary>
    public double IntraWeight
    {
        get => Get(s_intraWeight);
        init => Values = Changed<double>(s_intraWeight, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    private protected override IEnumerable<Notice> OwnNotices(LossSetting setting)
    {
        var (inter, intra) = (InterWeight > 0, IntraWeight > 0);
        var (isInterSilent, isIntraSilent) = (setting.Answers == 2 || !inter, setting.Batch < 3 || !intra);
        if (isInterSilent && isIntraSilent)
        {
            return
            [
                Notice.Refusal(
                    $"{setting.Answers} classes in batches of {setting.Batch}: the correlation of two numbers is "
                        + $"always ±1, and no other part of the loss counts here, so nothing can be learnt. "
                        + "Use soft-targets, or a batch of 3 samples or more with an intra-weight above 0."
                ),
            ];
        }

        if (intra && setting.Batch == 1)
        {
            return
            [
                Notice.Refusal(
                    "a batch of 1: one sample has no correlation over samples. Set training.batch to 3 or more, or intra-weight: 0."
                ),
            ];
        }

        return
        [
            .. inter && setting.Answers == 2
                ? new[]
                {
                    Notice.Warning(
                        "two classes: the correlation over the classes is always ±1, so only the part over the "
                            + "samples teaches. Use soft-targets."
                    ),
                }
                : [],
            .. intra && setting.Batch == 2
                ? new[]
                {
                    Notice.Warning(
                        "a batch of 2: the correlation over the samples is always ±1, so only the part over the "
                            + "classes teaches. Set training.batch to 3 or more."
                    ),
                }
                : [],
        ];
    }

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var temperature = signals.Number("temperature", Temperature);
        var scale = signals.Scale(temperature);
        var p = Rows(scale.Soften(signals.RequireTeacher(Name)).Softmax());
        var q = Rows(scale.Soften(signals.StudentLogits).Softmax());
        // [N, 1], 1 for a row that counts; null where all do.
        var counted = signals.Counted?.Reshape(new Shape(q.Shape[0], 1));
        var inter = 1 - Mean(Correlation(q, p, temperature, axis: 1, counted: null), counted, axes: null);
        var intra = 1 - Correlation(q, p, temperature, axis: 0, counted).ReduceMean();
        return scale.Square((inter * InterWeight) + (intra * IntraWeight));
    }

    private static Value Rows(Value answers) =>
        answers.Reshape(new Shape(new Shape(answers.Shape.SkipLast(1)).Elements, answers.Shape[^1]));

    // ρ = Σab/(‖a‖·‖b‖ + ε) of the centred vectors along an axis
    private static Value Correlation(Value q, Value p, LossNumber temperature, long axis, Value? counted)
    {
        var (a, b) = (Centred(q), Centred(p));
        return (a * b).ReduceSum([axis], keepDimensions: true) / ((Length(a, q) * Length(b, p)) + Epsilon);

        Value Centred(Value x) => Kept(x - Mean(x, counted, [axis]));

        Value Length(Value centred, Value x) => SmallestSpread.OfProbabilities(centred, Kept(x), temperature, axis);

        Value Kept(Value x) => counted is null ? x : x * counted;
    }

    // Over the rows that count.
    private static Value Mean(Value x, Value? counted, IReadOnlyList<long>? axes)
    {
        if (counted is null)
        {
            return x.ReduceMean(axes, keepDimensions: axes is not null);
        }

        var count = counted.ReduceSum();
        return (x * counted).ReduceSum(axes, keepDimensions: axes is not null) / count.Max(count.Constant(1));
    }
}
