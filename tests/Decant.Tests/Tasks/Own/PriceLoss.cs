using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;

namespace Decant.Tests.Tasks.Own;

/// <summary>mean over N of (s − y)², with s the student's price and y the true one, or the teacher's.</summary>
internal sealed record PriceLoss(bool IsOfTeacher)
    : DistillationLoss(new LossFacts(IsOfTeacher ? "teachers-price" : "true-price", "Squared errors of the price.", "mean_N (s − y)²"))
{
    public override bool NeedsTeacher => IsOfTeacher;

    public override Value Build(LossSignals signals)
    {
        var error = signals.Student("price") - (IsOfTeacher ? signals.Teacher("price") : signals.Field("price"));
        return (error * error).ReduceMean();
    }
}
