using Decant.Data;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Students;

namespace Decant.Tasks.Numbers;

/// <summary>
/// Real numbers are known of each sample; the head answers with one number for each, standardised, and the file in their own units.
/// </summary>
internal sealed class Regression : TargetTask
{
    internal Regression(SampleForm form)
        : base(form, "regression", TargetKind.Numbers) { }

    /// <inheritdoc/>
    public override AnswerMeaning Answers => AnswerMeaning.Numbers;

    /// <inheritdoc/>
    public override string Noun => "numbers";

    /// <inheritdoc/>
    public override string NamesKey => "decant.targets";

    /// <inheritdoc/>
    public override MetricFacts MainMetric => MeanAbsoluteError.Facts;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } = [MeanAbsoluteError.Facts, MeanSquaredError.RootFacts];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "regression";

    /// <inheritdoc/>
    public override string TruthTerm => "true-numbers";

    /// <inheritdoc/>
    public override string TruthWords => "true numbers";

    /// <inheritdoc/>
    public override string HardLabelUnit => "squared units";

    internal override string Reading => $"var first = {ModelFacts.Answer}[0];";

    internal override AnswerSearch Search { get; } = new NumberSearch();

    // A number may say where something is. The gradient of squared errors asks for steps that adapt.
    internal override DraftAdvice Draft { get; } = new("number") { IsSteep = true };

    private protected override string What => "a set of numbers";

    /// <inheritdoc/>
    internal override TargetScaling? Scaling(Dataset train, LearningGoal goal)
    {
        var statistics = TargetStatistics.Of(train, goal.Targets!);
        return new TargetScaling(Rounded(statistics.Mean), Rounded(statistics.Deviation));

        // Float32 holds seven digits.
        static double[] Rounded(IReadOnlyList<double> numbers) => [.. numbers.Select(number => (double)(float)number)];
    }

    /// <inheritdoc/>
    internal override void AddHead(Value logits, TargetScaling? scaling)
    {
        logits.Graph.AddOutput(logits, Network.Logits);
        logits.Graph.AddOutput(scaling?.Restore(logits) ?? logits.Identity(), Network.Prediction);
    }

    /// <inheritdoc/>
    protected internal override string JoinedOutput(Graph network) =>
        network.Outputs.Any(output => output.Name == Network.Prediction) ? Network.Prediction : Network.Logits;

    /// <inheritdoc/>
    internal override Value Combine(IReadOnlyList<Value> answers, EnsembleCombination combination) => JoinedAnswers.Mean(answers);

    /// <inheritdoc/>
    protected internal override string OutputMeaning(string output) =>
        output switch
        {
            Network.Prediction => "the predicted numbers, in their own unit",
            Network.Probabilities => "probability of each class, 0 to 1",
            _ => "the same numbers, standardised",
        };

    /// <inheritdoc/>
    protected internal override Value HardLabelFormula(LossSignals signals)
    {
        var predictions = signals.StudentLogits;
        return signals.RequireTargets(HardLabelLoss).MeanOverKnown(y => (predictions - y) * (predictions - y));
    }

    /// <inheritdoc/>
    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) =>
        new RegressionMetrics(goal.Targets!.Columns.Count, goal.Unit, data.Count);

    internal override string? Problem(double truth) => double.IsFinite(truth) ? null : "a finite number";
}
