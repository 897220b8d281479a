using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// The task's own loss with the labels y, always at temperature 1. Classes: mean over N of −ln softmax(student)_y, in nats per sample. Labels: mean over
/// N and C of −y·ln σ(student) − (1 − y)·ln(1 − σ(student)), in nats per answer. Numbers: mean over N and D of (student − y)², both standardised. Samples
/// without a label (−1), and numbers that nobody knows (NaN), are left out of the mean.
/// </summary>
public sealed record HardLabelsLoss : DistillationLoss
{
    /// <summary>What the term is called in logs and reports where labels are numbers.</summary>
    internal const string NameOfNumbers = "true-numbers";

    /// <summary>The loss <c>hard-labels</c>.</summary>
    public HardLabelsLoss()
        : base(
            new LossFacts(
                "hard-labels", "The task's own loss with the labels: cross-entropy at temperature 1, or squared errors of numbers.",
                "mean_N −ln softmax(student)_label; labels: mean_NC −y·ln σ(student) − (1 − y)·ln(1 − σ(student)); numbers: mean_ND (student − y)²")
            {
                Shapes = "student [N, C], labels [N]",
            },
            OptionSet.Empty)
    {
    }

    /// <inheritdoc/>
    public override bool NeedsLabels => true;

    /// <inheritdoc/>
    public override IReadOnlyList<TaskKind> Tasks => EveryTask;

    /// <inheritdoc/>
    public override string UnitOf(TaskKind kind) => kind switch
    {
        TaskKind.MultiLabel => "nats per answer",
        TaskKind.Regression => "squared units",
        _ => Facts.Unit,
    };

    /// <inheritdoc/>
    public override Value Build(LossSignals signals, OptionValues options) => signals.Kind switch
    {
        TaskKind.MultiLabel => BinaryCrossEntropy(signals.StudentLogits, signals.RequireTargets(Name)),
        TaskKind.Regression => SquaredError(signals.StudentLogits, signals.RequireTargets(Name)),
        _ => CrossEntropy(signals.StudentLogits, signals.RequireLabels(Name)),
    };

    private static Value CrossEntropy(Value logits, Value labels) => -logits.LogSoftmax().AtLabel(labels).MeanOverLabelled(labels);

    // −ln σ(z) = softplus(−z) and −ln(1 − σ(z)) = softplus(z): together softplus(z) − y·z.
    private static Value BinaryCrossEntropy(Value logits, Value targets) => targets.MeanOverKnown(y => logits.Softplus() - (y * logits));

    private static Value SquaredError(Value predictions, Value targets) => targets.MeanOverKnown(y => (predictions - y) * (predictions - y));
}
