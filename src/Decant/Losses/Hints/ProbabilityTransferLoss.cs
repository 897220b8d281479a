using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// mean over N² of t·ln((t + ε)/(s + ε)), ε = 10⁻⁷, where s and t are the rows of (cos + 1)/2 over their sums: how probably one sample
/// takes another for its neighbour. Passalis and Tefas 2018, "Probabilistic Knowledge Transfer", arXiv:1803.10837.
/// </summary>
public sealed record ProbabilityTransferLoss : HintPairLoss
{
    private const double Epsilon = 1e-7;

    /// <summary>The loss <c>pkt</c>.</summary>
    public ProbabilityTransferLoss()
        : base(
            new LossFacts(
                "pkt",
                "How probably a sample takes each other for its neighbour.",
                "mean_N² t·ln((t + ε)/(s + ε)), rows of (cos + 1)/2 over their sum"
            )
            {
                Weight = 30000,
                Unit = "nats per pair",
                Shapes = "student, teacher [N, ..], any widths",
                Paper = "Passalis and Tefas 2018, arXiv:1803.10837",
                Published = "30000 next to labels 1 (Tian et al. 2019, CIFAR-100)",
                Caution = HintLosses.ForLongTrainings,
            }
        ) { }

    private protected override HintMatching Matching => new AnyMatching();

    private protected override int FewestSamples => 2;

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var (s, t) = (Neighbours(student), Neighbours(teacher));
        return (t * ((t + Epsilon) / (s + Epsilon)).Log()).ReduceMean();
    }

    // A row's sum is at least ½·N: cosines of −1 with all others would still leave the sample itself, but a silent sample has ½ with
    // everyone.
    private static Value Neighbours(Value vectors)
    {
        var unit = vectors.Unit(Epsilon);
        var similarities = (unit.MatMul(unit.Transposed()) + 1) * 0.5;
        return similarities / similarities.ReduceSum([1], keepDimensions: true);
    }
}
