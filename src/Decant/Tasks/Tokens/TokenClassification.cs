using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Runs;
using Decant.Students;

namespace Decant.Tasks.Tokens;

/// <summary>
/// Every word of a text has one of C tags, such as <c>B-person</c>, where a person's name begins; a network answers with C logits for each
/// token, [N, T, C]. A word's tag is that of its first token, and what other tokens answer counts for no metric; soft targets teach all.
/// Losses see every token as a row, so that those of classes teach tokens too.
/// </summary>
internal sealed class TokenClassification : LearningTask
{
    internal TokenClassification()
        : base(SampleForm.Texts, "token-classification", "token-classification") { }

    /// <inheritdoc/>
    public override AnswerMeaning Answers => AnswerMeaning.Classes;

    /// <inheritdoc/>
    public override string Noun => "tags of words";

    /// <inheritdoc/>
    public override int FewestAnswers => 2;

    /// <inheritdoc/>
    public override MetricFacts MainMetric => SpanF1.Facts;

    /// <inheritdoc/>
    public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } = [SpanF1.Facts, TokenAccuracy.Facts, NegativeLogLikelihood.Facts];

    /// <inheritdoc/>
    public override string SoftTargetLoss => "soft-targets";

    /// <inheritdoc/>
    public override string HardLabelUnit => "nats per word";

    /// <inheritdoc/>
    protected internal override IReadOnlyList<string> AnswerShape { get; } = ["N", "T", "C"];

    /// <inheritdoc/>
    protected internal override string? FieldOfPlaces => Field.TokensName;

    internal override string Reading =>
        $"var bestOfFirstToken = Enumerable.Range(0, classes).MaxBy(c => {ModelFacts.Answer}[c]); // "
        + $"{ModelFacts.Answer} has a row of classes for each token";

    internal override IReadOnlyList<RecipeRefusal> Refusals => RecipeRefusal.OfClasses(Name);

    internal override DraftAdvice Draft { get; } = new("tag of a word") { Temperature = "2", Model = "encoder" };

    /// <inheritdoc/>
    public override LearningGoal Goal(Dataset data, string? target)
    {
        var tags = data
            .Schema.Fields.Where(field =>
                field is { Role: FieldRole.Truth, Type: ElementType.Int64, Shape.Count: 1, Length: not null, Names.Count: > 0 }
            )
            .ToArray();
        return tags.FirstOrDefault(field => target is null || field.Name == target) is { } chosen
                ? new LearningGoal(this) { Truth = chosen }
            : tags.Length == 0
                ? throw new DecantException(
                    $"task {Name}: expected texts with a tag for each word, '{data.Name}' has none. Read them with data: {{ source: conll, "
                        + $"path: FILE }}, or choose another task."
                )
            : throw new DecantException($"data.target: {NearestName.Explain("field of tags", target!, tags.Select(field => field.Name))}.");
    }

    /// <inheritdoc/>
    protected internal override string OutputMeaning(string output) =>
        output == Network.Probabilities
            ? "probability of each tag at each token, 0 to 1"
            : "one number per tag and token; the largest of a word's first token wins";

    /// <inheritdoc/>
    // [N, T, C] to [N·T, C]
    protected internal override Value Rows(Value logits) => logits.Reshape(new Shape(logits.Shape[0] * logits.Shape[1], logits.Shape[2]));

    /// <inheritdoc/>
    protected internal override Shape LabelShape(Shape logits) => new(logits[0], logits[1]);

    /// <inheritdoc/>
    protected internal override Value LabelRows(Value labels) => labels.Reshape(new Shape(labels.Shape.Elements));

    /// <inheritdoc/>
    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => new TokenMetrics(goal.Truth!, data.Count);

    /// <inheritdoc/>
    protected internal override void CheckLabels(DataSplits data, LearningGoal goal)
    {
        var field = goal.Truth!;
        if (new TaggedSpans(field.Names).Kinds.Count == 0)
        {
            throw new DecantException(
                $"task {Name}: expected tags such as B-person and I-person, received {string.Join(", ", field.Names.Take(5))} from "
                    + $"'{data.Train.Name}'. Write spans as B- and I- in front of their kind, and O for words in none."
            );
        }
    }
}
