using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;

namespace Decant.Tests.Tasks.Own;

/// <summary>mean over N of (s − y)², with s the student's price and y the true one, or the teacher's.</summary>
internal sealed record PriceLoss(bool IsOfTeacher)
    : DistillationLoss(new LossFacts(IsOfTeacher ? "teachers-price" : "true-price", "Squared errors of the price.", "mean_N (s − y)²"))
{
    public override bool NeedsTeacher => IsOfTeacher;

    public override Value Build(LossSignals signals) => Formula(signals, IsOfTeacher ? signals.Teacher("price") : signals.Field("price"));

    /// <summary>The formula for the truth, NaN where it is not known, or for the teacher's price.</summary>
    public static Value Formula(LossSignals signals, Value truth)
    {
        var price = signals.Student("price");
        return LossSignals.MeanOverKnown(truth, known => (price - known) * (price - known));
    }
}
