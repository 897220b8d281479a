using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Tasks;

namespace Decant.Losses;

/// <summary>
/// mean over N and C of (z − t)², the squares of the differences of logits. No temperature: it is, but for a factor and the logits' means,
/// what soft targets become at a high one. Ba, Caruana 2013, "Do Deep Nets Really Need to be Deep?", arXiv:1312.6184.
/// </summary>
public sealed record LogitMseLoss : DistillationLoss
{
    /// <summary>The loss <c>logit-mse</c>.</summary>
    public LogitMseLoss()
        : base(
            new LossFacts("logit-mse", "Squared differences of logits.", "mean_NC (z − t)²")
            {
                Unit = "squared logits",
                Paper = "Ba, Caruana 2013, arXiv:1312.6184",
            }
        ) { }

    /// <inheritdoc/>
    public override bool NeedsTeacher => true;

    /// <inheritdoc/>
    public override AnswerMeaning? Compares => null;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var difference = signals.StudentLogits - signals.RequireTeacher(Name);
        return signals.Scale(1, reduction: LossReduction.Elements).Reduce(difference * difference);
    }
}
