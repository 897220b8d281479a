using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// mean over all elements of (A^s − A^t)², the attention scores of one layer before the softmax. Heads and T must be equal. Jiao et al.
/// 2019, "TinyBERT", arXiv:1909.10351, equation 7.
/// </summary>
public sealed record AttentionMapsLoss : HintPairLoss
{
    /// <summary>The loss <c>attention-maps</c>.</summary>
    public AttentionMapsLoss()
        : base(
            new LossFacts(
                "attention-maps",
                "The attention scores of a transformer's layer, head by head (TinyBERT).",
                "mean_NHTT (A^s − A^t)²"
            )
            {
                Unit = "squared units of the scores",
                Shapes = "student, teacher [N, heads, T, T], equal",
                Paper = "Jiao et al. 2019, arXiv:1909.10351",
            }
        ) { }

    private protected override HintMatching Matching => new EqualMatching("attention scores [N, heads, T, T]", 4);

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        // Scores may have been masked already: infinite where no one looks.
        var difference = signals.WithoutPadding(student) - signals.WithoutPadding(teacher);
        return signals.MeanOverPlaces(difference * difference);
    }
}
