using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// ‖G^s − G^t‖²/N², where G is F·Fᵀ of the flattened values with rows of length 1: which samples the network takes for alike; unchanged by
/// rotation.
/// Tung and Mori 2019, arXiv:1907.09682.
/// </summary>
public sealed record SimilarityPreservingLoss : HintPairLoss
{
    /// <summary>The loss <c>similarity-preserving</c>.</summary>
    public SimilarityPreservingLoss()
        : base(
            new LossFacts(
                "similarity-preserving",
                "Which samples of a batch the teacher takes for alike.",
                "‖G^s − G^t‖²/N², G = F·Fᵀ with unit rows"
            )
            {
                Weight = 3000,
                Unit = "none",
                Shapes = "student, teacher [N, ..], any widths",
                Paper = "Tung and Mori 2019, arXiv:1907.09682",
                Published = "3000 next to labels 1 (Tian et al. 2019, CIFAR-100)",
                Caution = HintLosses.ForLongTrainings,
            }
        ) { }

    private protected override HintMatching Matching => new AnyMatching();

    private protected override int FewestSamples => 2;

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var difference = Similarities(student) - Similarities(teacher);
        return (difference * difference).ReduceMean();
    }

    private static Value Similarities(Value vectors) => vectors.MatMul(vectors.Transposed()).Unit();
}
