using Decant.Data;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Engine.Randomness;
using Decant.Evaluation;
using Decant.Losses;
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

    /// <summary>A network: the mean of what is known of the things, next to the facts, one hidden layer, two heads.</summary>
    public Graph Build(int width, ulong seed)
    {
        var graph = new Graph("visits");
        var facts = graph.AddInput("facts", ElementType.Float32, new Shape("N", Visits.Facts));
        var things = graph.AddInput("things", ElementType.Int64, new Shape("N", "T"));
        var mask = graph.AddInput("things.mask", ElementType.Float32, new Shape("N", "T"));
        var length = graph.AddInput("things.length", ElementType.Int64, new Shape("N"));

        var known = Weights("things.weight", Visits.Things, width).Gather(things) * mask.Unsqueeze(2);
        var mean = known.ReduceSum([1]) / length.Cast(ElementType.Float32).Unsqueeze(1);
        var hidden = graph.Rename(
            new[] { facts, mean }
                .Concat(1)
                .Linear(Weights("hidden.weight", width, Visits.Facts + width), Zeros("hidden.bias", width))
                .Relu(),
            "hidden"
        );
        AddOutputs(hidden.Linear(Weights("head.weight", 2, width), Zeros("head.bias", 2)), scaling: null);
        graph.AddOutput(hidden.Linear(Weights("price.weight", 1, width), Zeros("price.bias", 1)), "price");
        return graph;

        Value Weights(string name, int rows, int columns)
        {
            var stream = new RandomStream(seed, name);
            return graph.AddParameter(
                name,
                Tensor.From<float>(
                    [.. Enumerable.Range(0, rows * columns).Select(_ => (float)(stream.NextNormal() / Math.Sqrt(columns)))],
                    rows,
                    columns
                )
            );
        }

        Value Zeros(string name, int count) => graph.AddParameter(name, new Tensor(ElementType.Float32, count));
    }
}
