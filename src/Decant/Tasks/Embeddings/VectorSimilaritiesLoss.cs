using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;

namespace Decant.Tasks.Embeddings;

/// <summary>
/// mean over the N² pairs of a batch of (cos(sᵢ, sⱼ) − cos(tᵢ, tⱼ))²: what is alike for the teacher is alike for the student. The
/// similarity-preserving idea of Tung, Mori 2019 (arXiv:1907.09682), on answers and with cosines.
/// </summary>
public sealed record VectorSimilaritiesLoss : DistillationLoss
{
    /// <summary>The loss <c>vector-similarities</c>.</summary>
    public VectorSimilaritiesLoss()
        : base(
            new LossFacts(
                "vector-similarities",
                "Squared differences of the cosines between the vectors of a batch.",
                "mean_NN (cos(sᵢ, sⱼ) − cos(tᵢ, tⱼ))²"
            )
            {
                Unit = "squared cosines",
                Shapes = "student, teacher [N, D]",
                Paper = "Tung, Mori 2019, arXiv:1907.09682",
            }
        ) { }

    /// <inheritdoc/>
    public override string? TrainedState => "it compares with the teacher's vectors, which are a field of the samples";

    /// <inheritdoc/>
    public override AnswerMeaning? Compares => TextEmbedding.Vectors;

    /// <inheritdoc/>
    public override Value Build(LossSignals signals)
    {
        var difference = Cosines(signals.StudentLogits) - Cosines(signals.Field(TextEmbedding.VectorField));
        return (difference * difference).ReduceMean();
    }

    private static Value Cosines(Value x) => x.Unit() is var unit ? unit.MatMul(unit.Transpose(1, 0)) : null!;
}
