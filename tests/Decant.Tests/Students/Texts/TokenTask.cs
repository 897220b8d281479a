using Decant.Data;
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

    protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => throw new NotSupportedException();
}
