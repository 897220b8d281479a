using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// mean over N and D of (s − t)², with s what the student and t what the teacher predicts, in the square of the predictions' unit.
/// </summary>
public sealed record RegressionLoss : DistillationLoss
{
    /// <summary>The loss <c>regression</c>.</summary>
    public RegressionLoss()
        : base(
            new LossFacts("regression", "Squared differences from the teacher's predicted numbers.", "mean_ND (s − t)²")
            {
                Weight = 0.9,
                LabelWeight = 0.1,
                Unit = "squared units",
                Shapes = "student, teacher [N, D]",
                Paper = "Chen et al. 2017, Learning Efficient Object Detection Models with Knowledge Distillation, NIPS",
            }
        ) { }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override AnswerMeaning? Compares => AnswerMeaning.Numbers;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var difference = signals.StudentLogits - signals.RequireTeacher(Name);
        return signals.Scale(1, reduction: LossReduction.Elements).Reduce(difference * difference);
    }
}
