using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses;

/// <summary>
/// Relations instead of exact probabilities: T²·(β·(1 − mean over N of ρ(q_n, p_n)) + γ·(1 − mean over C of ρ(q_·c, p_·c))), where ρ is Pearson's
/// correlation, over the classes of a sample (inter) and over the samples of a class (intra); p = softmax(teacher/T), q = softmax(student/T).
/// Without unit, each part from 0 to 2. Huang et al. 2022, "Knowledge Distillation from A Stronger Teacher", arXiv:2205.10536.
/// </summary>
public sealed record DistLoss : DistillationLoss
{
    internal static readonly Option<ScheduledNumber> Temperature = TemperatureOption.Of(1);
    internal static readonly Option<double> InterWeight = Option.Number("inter-weight", 1, "Factor of the correlation over the classes of each sample.", atLeast: 0);
    internal static readonly Option<double> IntraWeight = Option.Number("intra-weight", 1, "Factor of the correlation over the samples of each class.", atLeast: 0);

    // Keeps the quotient finite where a vector is constant; the paper's own.
    private const double Epsilon = 1e-8;

    /// <summary>The loss <c>dist</c>.</summary>
    public DistLoss()
        : base(
            new LossFacts("dist", "Correlation with the teacher, over the classes of a sample and over the samples of a class.", "T²·(β·(1 − mean_N ρ(q_n, p_n)) + γ·(1 − mean_C ρ(q_·c, p_·c)))")
            {
                HasSquaredTemperature = true, Unit = "1 − correlation", Paper = "Huang et al. 2022, arXiv:2205.10536",
            },
            OptionSet.DeclaredIn(typeof(DistLoss)))
    {
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals, OptionValues options)
    {
        var scale = new SoftTargetScale(signals.Number(options, Temperature));
        var p = scale.Soften(signals.RequireTeacher(Name)).Softmax();
        var q = scale.Soften(signals.StudentLogits).Softmax();
        var inter = 1 - Correlation(q, p, axis: 1).ReduceMean();
        var intra = 1 - Correlation(q, p, axis: 0).ReduceMean();
        return scale.Square((inter * options.Get(InterWeight)) + (intra * options.Get(IntraWeight)));
    }

    // ρ = Σab/(‖a‖·‖b‖ + ε) of the centred vectors along an axis
    private static Value Correlation(Value q, Value p, long axis)
    {
        var (a, b) = (Centred(q), Centred(p));
        return (a * b).ReduceSum([axis], keepDimensions: true) / ((a.Norm(axis) * b.Norm(axis)) + Epsilon);

        Value Centred(Value x) => x - x.ReduceMean([axis], keepDimensions: true);
    }
}
