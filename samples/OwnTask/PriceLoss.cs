using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;

/// <summary>How far the student's price is from the teacher's.</summary>
internal sealed record PriceLoss() : DistillationLoss("price", "How far the prices are apart.", "mean_N (s − t)²")
{
    public override bool NeedsTeacher => true;

    public override Value Build(LossSignals signals) => Formula(signals.Student("price"), signals.Teacher("price"));

    /// <summary>mean over N of (price − other)².</summary>
    public static Value Formula(Value price, Value other) => ((price - other) * (price - other)).ReduceMean();
}
