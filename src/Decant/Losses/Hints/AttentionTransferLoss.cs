using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// A = mean over C of F², flattened and brought to length 1: where the network looks. form map: mean over N, H, W of (A^s − A^t)²; form
/// norm: mean over N of ‖A^s − A^t‖. Zagoruyko and Komodakis 2016, arXiv:1612.03928.
/// </summary>
public sealed record AttentionTransferLoss : HintPairLoss
{
    private static readonly Option<AttentionTransferForm> s_form = Option.Choice<AttentionTransferForm>(
        "form",
        AttentionTransferForm.Map,
        "Mean of the squared differences, or of the distances; the default weight is meant for the first."
    );

    /// <summary>The loss <c>attention-transfer</c>.</summary>
    public AttentionTransferLoss()
        : base(
            new LossFacts(
                "attention-transfer",
                "Where in the image the teacher's features are strong.",
                "mean_NHW (A^s − A^t)², A = unit vector of mean_C F²"
            )
            {
                Weight = 1000,
                Unit = "none",
                Shapes = "student, teacher [N, C, H, W], any channels; resized where H, W differ",
                Paper = "Zagoruyko and Komodakis 2016, arXiv:1612.03928",
                Published = "1000 next to labels 1 (Tian et al. 2019, CIFAR-100)",
                Caution = HintLosses.ForLongTrainings,
            }
        ) { }

    /// <summary>Mean of the squared differences, or of the distances; the default weight is meant for the first.</summary>
    public AttentionTransferForm Form
    {
        get => Get(s_form);
        init => Values = Changed<AttentionTransferForm>(s_form, value);
    }

    private protected override HintMatching Matching => new ImageMatching();

    private protected override string? Silence(Shape teacher) => ImageMatching.SilenceOf(teacher);

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var difference = Attention(student) - Attention(teacher);
        return Form == AttentionTransferForm.Map ? (difference * difference).ReduceMean() : difference.Norm().ReduceMean();
    }

    private static Value Attention(Value images) => (images * images).ReduceMean([1]).Flatten().Unit();
}
