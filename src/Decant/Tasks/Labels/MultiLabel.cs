using Decant.Data;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Students;

namespace Decant.Tasks.Labels;

/// <summary>Any number of labels may be true of a sample; the head answers with one logit per label.</summary>
internal sealed class MultiLabel : TargetTask
{
    internal MultiLabel(SampleForm form)
        : base(form, "multi-label", TargetKind.Labels) { }

    /// <inheritdoc/>
    public override AnswerMeaning Answers => AnswerMeaning.Labels;

    /// <inheritdoc/>
    public override string Noun => "labels";

    /// <inheritdoc/>
    public override string NamesKey => "decant.labels";

    /// <summary>
    /// Macro F1: a rare label weighs as much as a frequent one, and a student that no longer knows the rare ones is not excused by the
    /// others.
    /// </summary>
    public override MetricFacts MainMetric => PrecisionRecallF1.F1Facts;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } =
    [PrecisionRecallF1.F1Facts, LabelScores.MicroF1Facts, BinaryCrossEntropy.Facts];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "multi-label";

    /// <inheritdoc/>
    public override string HardLabelUnit => "nats per answer";

    internal override string Reading => $"var isFirstThere = {ModelFacts.Answer}[0] >= 0.5f;";

    internal override AnswerSearch Search { get; } = new LabelSearch();

    internal override DraftAdvice Draft { get; } = new("label") { MayShift = true };

    private protected override string What => "a set of labels";

    /// <inheritdoc/>
    protected internal override void AddHead(Value logits)
    {
        logits.Graph.AddOutput(logits, Network.Logits);
        logits.Graph.AddOutput(logits.Sigmoid(), Network.Probabilities);
    }

    /// <inheritdoc/>
    // p = mean σ(zₖ); ln p − ln(1 − p) = ln Σ σ(zₖ) − ln Σ σ(−zₖ), with ln σ(z) = −softplus(−z).
    internal override Value Combine(IReadOnlyList<Value> answers, EnsembleCombination combination) =>
        combination == EnsembleCombination.Probabilities
            ? JoinedAnswers.LogOfSum([.. answers.Select(z => -(-z).Softplus())])
                - JoinedAnswers.LogOfSum([.. answers.Select(z => -z.Softplus())])
            : JoinedAnswers.Mean(answers);

    /// <inheritdoc/>
    protected internal override string OutputMeaning(string output) =>
        output == Network.Probabilities ? "probability of each label by itself, 0 to 1" : "one number per label; 0 or more is a yes";

    /// <inheritdoc/>
    // −ln σ(z) = softplus(−z) and −ln(1 − σ(z)) = softplus(z): together softplus(z) − y·z.
    protected internal override Value HardLabelFormula(LossSignals signals)
    {
        var logits = signals.StudentLogits;
        return signals.RequireTargets(HardLabelLoss).MeanOverKnown(y => logits.Softplus() - (y * logits));
    }

    /// <inheritdoc/>
    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => new MultiLabelMetrics(goal.Targets!.Columns.Count);

    internal override string? Problem(double truth) => truth is 0 or 1 ? null : "0 or 1";
}
