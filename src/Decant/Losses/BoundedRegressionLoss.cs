using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// mean over N and D of (s − y)² where (s − y)² + m &gt; (t − y)², else 0; y is the truth, s the student's and t the teacher's prediction,
/// in the square of their unit. The teacher is no target, whose errors would be learnt, but a bar: a number that is nearer to the truth
/// than the teacher's by the margin m costs nothing. Chen et al. 2017, "Learning Efficient Object Detection Models with Knowledge
/// Distillation", NIPS; there for the four numbers of a box together, here for each number by itself.
/// </summary>
public sealed record BoundedRegressionLoss : DistillationLoss
{
    private static readonly Option<double> s_margin = Option.Number(
        "margin",
        0,
        "How much smaller than the teacher's the student's squared error must be to cost nothing.",
        atLeast: 0,
        unit: "squared units"
    );

    /// <summary>The loss <c>bounded-regression</c>.</summary>
    public BoundedRegressionLoss()
        : base(
            new LossFacts(
                "bounded-regression",
                "Squared errors, where they are not yet smaller than the teacher's.",
                "mean_ND (s − y)² where (s − y)² + m > (t − y)², else 0"
            )
            {
                Weight = 0.5,
                Unit = "squared units",
                Shapes = "student, teacher, targets [N, D]",
                Published = "0.5 next to labels 1 (the paper, boxes)",
                Paper = "Chen et al. 2017, Learning Efficient Object Detection Models with Knowledge Distillation, NIPS",
            }
        ) { }

    /// <summary>How much smaller than the teacher's the student's squared error must be to cost nothing; at least 0.</summary>
    public double Margin
    {
        get => Get(s_margin);
        init => Values = Changed<double>(s_margin, value);
    }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override bool NeedsTargets => true;

    /// <inheritdoc/>
    public override AnswerMeaning? Compares => AnswerMeaning.Numbers;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var (s, t) = (signals.StudentLogits, signals.RequireTeacher(Name));
        return signals
            .RequireTargets(Name)
            .MeanOverKnown(y =>
            {
                var (student, teacher) = (s - y, t - y);
                var error = student * student;

                // a² + m > b² as (a − b)·(a + b) + m > 0: a small margin is not lost against large squares
                var costs = (((student - teacher) * (student + teacher)) + Margin).IsGreaterThan(error.Constant(0));
                return costs.Where(error, error.Constant(0));
            });
    }
}
