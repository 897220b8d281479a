using Decant.Data;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Tasks;

/// <summary>Two heads: whether something was bought (<c>logits</c>), and for how much (<c>price</c>).</summary>
internal sealed class VisitTask() : LearningTask("shop-visits")
{
    public override AnswerMeaning Answers => AnswerMeaning.Classes;

    public override IReadOnlyList<string> Outputs => [MainOutput, "price"];

    public override MetricFacts MainMetric => VisitMetrics.Accuracy;

    // What a teacher learns, and the student that is compared: both truths.
    protected override Value HardLabelFormula(LossSignals signals) =>
        signals.CrossEntropy() + (PriceLoss.Formula(signals.Student("price"), signals.Field("price")) * 0.1);

    protected override string OutputMeaning(string output) => output == "price" ? "the price in euros" : base.OutputMeaning(output);

    protected override TaskMetrics Metrics(LearningGoal goal, Dataset data) => new VisitMetrics();
}
