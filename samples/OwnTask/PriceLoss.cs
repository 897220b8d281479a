using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;

namespace OwnTask;

/// <summary>mean over N of (s − t)², with s the student's price and t the teacher's.</summary>
internal sealed record PriceLoss() : DistillationLoss(new LossFacts("price", "How far the prices are apart.", "mean_N (s − t)²"))
{
    public override bool NeedsTeacher => true;

    public override Value Build(LossSignals signals)
    {
        var error = signals.Student("price") - signals.Teacher("price");
        return (error * error).ReduceMean();
    }
}
