using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// Squared maximum mean discrepancy between the channels' maps: mean k(t, t) + mean k(s, s) − 2·mean k(s, t), mean over N, with k(u, v) =
/// (u·v)² of maps of length 1. Huang and Wang 2017, "Like What You Like: Knowledge Distill via Neuron Selectivity Transfer",
/// arXiv:1707.01219.
/// </summary>
public sealed record NeuronSelectivityLoss : HintPairLoss
{
    /// <summary>The loss <c>nst</c>.</summary>
    public NeuronSelectivityLoss()
        : base(
            new LossFacts(
                "nst",
                "The distribution of what channels look at, whatever their order and number.",
                "mean_N k(t, t) + k(s, s) − 2·k(s, t), k = mean of (u·v)² over unit maps"
            )
            {
                Weight = 50,
                Unit = "none",
                Shapes = "student, teacher [N, C, H, W], any channels; resized where H, W differ",
                Paper = "Huang and Wang 2017, arXiv:1707.01219",
                Published = "50 next to labels 1 (Tian et al. 2019, CIFAR-100)",
                Caution = HintLosses.ForLongTrainings,
            }
        ) { }

    private protected override HintMatching Matching => new ImageMatching();

    private protected override string? Silence(Shape teacher) => ImageMatching.SilenceOf(teacher);

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var (s, t) = (Maps(student), Maps(teacher));
        return Kernel(t, t) + Kernel(s, s) - (Kernel(s, t) * 2);
    }

    private static Value Maps(Value images) =>
        images.Reshape(new Shape(images.Shape[0], images.Shape[1], images.Shape[2] * images.Shape[3])).Unit();

    private static Value Kernel(Value u, Value v)
    {
        var products = u.MatMul(v.Transposed());
        return (products * products).ReduceMean();
    }
}
