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
internal sealed class VisitTask() : LearningTask(new SampleForm("visit", 1, "visits"), "purchase")
{
    public override AnswerMeaning Answers => AnswerMeaning.Classes;

    public override string Noun => "purchases";

    public override string NamesKey => "decant.classes";

    public override bool LearnsClasses => true;

    public override IReadOnlyList<string> Outputs { get; } = [Network.Logits, "price"];

    public override string SoftTargetLoss => "soft-targets";

    public override string HardLabelUnit => "nats per sample";

    public override MetricFacts MainMetric => Accuracy.Facts;

    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } = [Accuracy.Facts, VisitMetrics.PriceError];

    internal override string Reading => "";

    internal override AnswerSearch Search => LearningTasks.Default.Search;

    internal override IReadOnlyList<RecipeRefusal> Refusals => [];

    internal override DraftAdvice Draft { get; } = new("purchase");

    public override LearningGoal Goal(Dataset data, string? target) => new(this) { FurtherFields = ["price"] };

    internal override Value HardLabelFormula(LossSignals signals, string loss) =>
        signals.StudentLogits.CrossEntropy(signals.RequireLabels(loss));

    internal override Value Combine(IReadOnlyList<Value> answers, EnsembleCombination combination) => JoinedAnswers.Mean(answers);

    internal override string OutputMeaning(string output) =>
        output switch
        {
            Network.Logits => "one number per class; the largest wins",
            Network.Probabilities => "probability of each class, 0 to 1",
            _ => "the price",
        };

    internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => new VisitMetrics();

    private protected override void CheckLabels(DataSplits data, LearningGoal goal) { }

    private protected override void AddHead(Value logits, TargetScaling? scaling)
    {
        logits.Graph.AddOutput(logits, Network.Logits);
        logits.Graph.AddOutput(logits.Softmax(), Network.Probabilities);
    }

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
