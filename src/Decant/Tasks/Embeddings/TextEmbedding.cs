using Decant.Data;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Students;

namespace Decant.Tasks.Embeddings;

/// <summary>
/// A vector of D numbers for each text, whose directions say what is alike; the student imitates the teacher's, and nothing else is true.
/// So the truth of a text is what the teacher answers to it (<see cref="LearnsFromTeacherAlone"/>): it is asked once about each.
/// </summary>
internal sealed class TextEmbedding : LearningTask
{
    /// <summary>The field with the teacher's vector.</summary>
    public const string VectorField = "vector";

    /// <summary>The output with the vector made 1 long.</summary>
    public const string EmbeddingOutput = "embedding";

    internal TextEmbedding()
        : base(SampleForm.Texts, "embedding") { }

    /// <summary>Vectors whose directions are compared.</summary>
    public static AnswerMeaning Vectors { get; } = new("vectors");

    /// <inheritdoc/>
    public override AnswerMeaning Answers => Vectors;

    /// <inheritdoc/>
    public override string Noun => "numbers of a vector";

    /// <inheritdoc/>
    public override IReadOnlyList<DistillationLoss> Losses { get; } = [new VectorCosineLoss(), new VectorSimilaritiesLoss()];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "vector-similarities";

    /// <inheritdoc/>
    public override MetricFacts MainMetric => RankCorrelation.Facts;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } = [RankCorrelation.Facts, NeighbourRecall.Facts, MeanCosine.Facts];

    /// <inheritdoc/>
    public override string TruthTerm => "teacher's-vectors";

    /// <inheritdoc/>
    public override string TruthWords => "the teacher's vectors";

    internal override bool LearnsFromTeacherAlone => true;

    internal override string Reading =>
        $"var isAlike = {ModelFacts.Answer}.Zip(other, (x, y) => x * y).Sum() > 0.5f; // cosine with another's";

    internal override IReadOnlyList<RecipeRefusal> Refusals =>
        [
            .. RecipeRefusal.OfClasses(Name),
            new(
                "teacher",
                "train",
                $"task {Name} imitates a teacher that is there already",
                "Name a trained network (onnx or huggingface)."
            ),
        ];

    internal override DraftAdvice Draft { get; } = new("number of a vector") { Model = "static-embedding" };

    /// <inheritdoc/>
    public override LearningGoal Goal(Dataset data, string? target) =>
        target is not null
            ? throw new DecantException($"data.target: task {Name} learns the teacher's vectors, received '{target}'. Remove data.target.")
        : data.Schema.Find(VectorField) is { } field ? new LearningGoal(this) { Answers = field.Count, FurtherFields = [VectorField] }
        : throw new DecantException(
            $"task {Name}: expected samples with the teacher's vectors ('{VectorField}'), '{data.Name}' has none. Name a teacher whose "
                + "vectors are learnt: teacher: { onnx: FILE }."
        );

    /// <inheritdoc/>
    protected internal override void AddHead(Value logits)
    {
        logits.Graph.AddOutput(logits, Network.Logits);
        logits.Graph.AddOutput(logits.Unit(), EmbeddingOutput);
    }

    /// <inheritdoc/>
    protected internal override string OutputMeaning(string output) =>
        output == EmbeddingOutput ? "the vector, 1 long: the product of two is their cosine" : "the vector as it was computed";

    /// <inheritdoc/>
    protected internal override Value HardLabelFormula(LossSignals signals) => VectorCosineLoss.Of(signals);

    /// <inheritdoc/>
    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => new EmbeddingMetrics(goal.Answers!.Value);
}
