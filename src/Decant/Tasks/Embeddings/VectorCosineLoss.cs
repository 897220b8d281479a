using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;

namespace Decant.Tasks.Embeddings;

/// <summary>
/// mean over N of 1 − cos(s, t), with s the student's vector of a text and t the teacher's: directions agree, lengths are free. Used so by
/// Wang et al. 2020 ("Sentence embeddings in BERT") and in the distillation of Reimers, Gurevych 2020 (arXiv:2004.09813) with squares.
/// </summary>
public sealed record VectorCosineLoss : DistillationLoss
{
    /// <summary>The loss <c>vector-cosine</c>.</summary>
    public VectorCosineLoss()
        : base(
            new LossFacts("vector-cosine", "How far the directions of the vectors are apart.", "mean_N (1 − cos(s, t))")
            {
                Unit = "1 − cosine",
                Shapes = "student, teacher [N, D]",
                Paper = "Reimers, Gurevych 2020, arXiv:2004.09813",
            }
        ) { }

    /// <inheritdoc/>
    public override string? TrainedState => "it compares with the teacher's vectors, which are a field of the samples";

    /// <inheritdoc/>
    public override AnswerMeaning? Compares => TextEmbedding.Vectors;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals) => Of(signals);

    /// <summary>The formula.</summary>
    internal static Value Of(LossSignals signals)
    {
        var (student, teacher) = (signals.StudentLogits.Unit(), signals.Field(TextEmbedding.VectorField).Unit());
        return 1 - (student * teacher).ReduceSum([1]).ReduceMean();
    }
}
