using Decant.Engine.Graphs;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// The task's own loss with the labels y, always at temperature 1. Classes: mean over N of −ln softmax(student)_y, in nats per sample;
/// classes of pixels: the same over N, H and W, in nats per pixel. Labels: mean over N and C of −y·ln σ(student) − (1 − y)·ln(1 −
/// σ(student)), in nats per answer. Numbers: mean over N and D of (student − y)², both standardised. Samples without a label (−1), and
/// numbers that no one knows (NaN), are left out of the mean.
/// </summary>
public sealed record HardLabelsLoss : DistillationLoss
{
    /// <summary>The loss <c>hard-labels</c>.</summary>
    public HardLabelsLoss()
        : base(
            new LossFacts(
                "hard-labels",
                "The task's own loss with the labels: cross-entropy at temperature 1, or squared errors of numbers.",
                "mean_N −ln softmax(student)_label, of pixels mean_NHW over those that count; labels: mean_NC −y·ln "
                    + "σ(student) − (1 − y)·ln(1 − σ(student)); "
                    + "numbers: mean_ND (student − y)²"
            )
            {
                Shapes = "student [N, C], labels [N]; of pixels student [N, C, H, W], labels [N, H, W]",
            }
        ) { }

    /// <inheritdoc/>
    public override bool NeedsLabels => true;

    /// <inheritdoc/>
    public override AnswerMeaning? Compares => null;

    /// <inheritdoc/>
    public override string UnitOf(LearningTask task) => task.HardLabelUnit;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals) => signals.Task.HardLabelFormula(signals);
}
