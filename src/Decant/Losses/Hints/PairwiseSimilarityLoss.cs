using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Options;

namespace Decant.Losses.Hints;

/// <summary>
/// mean_N 1/P²·Σ_ij (a^s_ij − a^t_ij)², a_ij the cosine between the channels of two nodes of an image; a node is the mean of k×k pixels, P
/// their number: which parts of an image the network takes for alike. Liu et al. 2019, "Structured Knowledge Distillation for Semantic
/// Segmentation", arXiv:1903.04197, section 3.2, pair-wise distillation.
/// </summary>
public sealed record PairwiseSimilarityLoss : HintPairLoss
{
    private static readonly Option<int> s_node = Option.WholeNumber(
        "node",
        2,
        "Rows and columns of the teacher's map whose mean is a node; memory grows with the square of the number of nodes.",
        atLeast: 1,
        atMost: 1024,
        unit: "pixels"
    );

    /// <summary>The loss <c>pairwise</c>.</summary>
    public PairwiseSimilarityLoss()
        : base(
            new LossFacts(
                "pairwise",
                "Which parts of an image the teacher takes for alike.",
                "mean_N 1/P²·Σ_ij (a^s_ij − a^t_ij)², a = cosines between P nodes, each the mean of k×k pixels"
            )
            {
                Weight = 10,
                Unit = "none",
                Shapes = "student, teacher [N, C, H, W], any channels; resized where H, W differ",
                Paper = "Liu et al. 2019, arXiv:1903.04197",
                Published = "10 next to labels 1, nodes of 2×2 (Cityscapes)",
            }
        ) { }

    /// <summary>Rows and columns of the teacher's map whose mean is a node; 1 to 1024.</summary>
    public int Node
    {
        get => Get(s_node);
        init => Values = Changed<int>(s_node, value);
    }

    private protected override HintMatching Matching => new ImageMatching();

    private protected override string? Silence(Shape teacher) =>
        SequenceImages.ImageOf(teacher) is { } image && image[2].Size <= Node && image[3].Size <= Node
            ? $"{teacher}: an image of one node of {Node}×{Node} pixels has no pairs, so nothing can be learnt. "
                + $"Choose values before the images "
                + $"are averaged, or a smaller node."
            : null;

    private protected override Value Build(LossSignals signals, Value student, Value teacher)
    {
        var difference = Similarities(student) - Similarities(teacher);
        return (difference * difference).ReduceMean();
    }

    // [N, C, H, W] to [N, P, P]; a node of zeros, as after a rectifier, is like no other.
    private Value Similarities(Value images)
    {
        var shape = images.Shape;
        var (height, width) = (Math.Max(1, shape[2].Size / Node), Math.Max(1, shape[3].Size / Node));
        var nodes = images.Averaged(height, width).Reshape(new Shape(shape[0], shape[1], height * width)).Transpose(0, 2, 1).Unit();
        return nodes.MatMul(nodes.Transpose(0, 2, 1));
    }
}
