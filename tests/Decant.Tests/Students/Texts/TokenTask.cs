using Decant.Data;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Runs;
using Decant.Tasks;

namespace Decant.Tests.Students.Texts;

/// <summary>A class for each token of a text.</summary>
internal sealed class TokenTask() : LearningTask("classes-of-tokens")
{
    public override AnswerMeaning Answers => AnswerMeaning.Classes;

    public override MetricFacts MainMetric => Accuracy.Facts;

    protected internal override IReadOnlyList<string> AnswerShape { get; } = ["N", "T", "C"];

    protected internal override string? FieldOfPlaces => TextCases.Ids;

    protected internal override Value Rows(Value logits) => logits.Reshape(new Shape(logits.Shape[0] * logits.Shape[1], logits.Shape[2]));

    protected internal override Shape LabelShape(Shape logits) => new(logits[0], logits[1]);

    protected internal override Value LabelRows(Value labels) => labels.Reshape(new Shape(labels.Shape.Elements));

    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => throw new NotSupportedException();
}
