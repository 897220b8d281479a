using Decant.Data;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Pipeline;
using Decant.Runs;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Tests.Tasks.Own;

/// <summary>A task with two heads: whether something was bought (<c>logits</c>), and for how much (<c>price</c>).</summary>
internal sealed class VisitTask() : LearningTask("shop-visits")
{
    public override AnswerMeaning Answers => AnswerMeaning.Classes;

    public override IReadOnlyList<string> Outputs { get; } = [Network.Logits, "price"];

    public override MetricFacts MainMetric => Accuracy.Facts;

    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } = [Accuracy.Facts, VisitMetrics.PriceError];

    protected internal override Value HardLabelFormula(LossSignals signals) =>
        signals.CrossEntropy() + (PriceLoss.Formula(signals, signals.Field("price")) * 0.1);

    protected internal override string OutputMeaning(string output) =>
        output == "price" ? "the price in euros" : base.OutputMeaning(output);

    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => new VisitMetrics();

    /// <summary>A network of a width.</summary>
    public static Graph Build(int width, ulong seed) =>
        Network.Build(
            new VisitNetwork(width),
            PreparedData.InputsOf(new Visits("any", 1, 1)),
            new NetworkHead(new VisitTask(), 2),
            InputScaling.None,
            seed
        );
}
