using Decant.Auditing;
using Decant.Engine.Randomness;

namespace Decant.Tests.Auditing;

public sealed class SoftTargetAdviceTests
{
    // The rule itself, asked of the answers at the temperatures that are named. They are rounded to halves.
    [Theory]
    [InlineData(10, 6)]
    [InlineData(10, 12)]
    [InlineData(100, 15)]
    public void The_range_is_where_answers_say_something_of_other_classes_and_not_the_same_of_all(int classes, float height)
    {
        var answers = Peaked(classes, height);
        var advice = SoftTargetAdvice.Of(answers);

        Assert.InRange(advice.Temperature, advice.Low, advice.High);
        var (low, high) = (AnswerEntropy.Of(answers, advice.Low + 0.25), AnswerEntropy.Of(answers, advice.High - 0.25));
        Assert.True(low.EntropyShare >= 0.1 && low.RestMass >= 0.05, low.ToString());
        Assert.True(high.EntropyShare <= 0.5 && high.RestMass <= 0.5, high.ToString());
        Assert.InRange(AnswerEntropy.Of(answers, advice.Temperature).EntropyShare, 0.1, 0.5);
    }

    [Fact]
    public void A_teacher_that_is_sure_of_everything_is_named_as_one_that_says_no_more_than_labels() =>
        Assert.Contains("little more than labels", SoftTargetAdvice.Of(Peaked(10, 2000)).TemperatureReason, StringComparison.Ordinal);

    // Of 10 sure answers 4 are wrong: 1 − 0.4.
    [Fact]
    public void Labels_get_the_share_of_sure_answers_that_are_wrong()
    {
        int[] labels = [0, 0, 0, 1, 1, 1, 1, 1, 0, 0];
        int[] answered = [0, 0, 0, 1, 1, 1, 0, 0, 1, 1];
        float[] logits = [.. answered.SelectMany(answer => new[] { answer == 0 ? 9f : 0, answer == 1 ? 9f : 0 })];
        // More of the same, so that 60 % right is no chance.
        var many = Enumerable.Range(0, 40).ToArray();

        var advice = SoftTargetAdvice.Of(new LabelledAnswers([.. many.SelectMany(_ => logits)], [.. many.SelectMany(_ => labels)], 2));

        Assert.Equal((0.6, 0.4), (advice.Weight, advice.LabelWeight));
    }

    private static LabelledAnswers Peaked(int classes, float height)
    {
        int[] labels = [.. Enumerable.Range(0, 10 * classes).Select(n => n % classes)];
        var noise = new RandomStream(1, "advice");
        return new LabelledAnswers(
            [
                .. labels.SelectMany(label =>
                    Enumerable.Range(0, classes).Select(c => (c == label ? height : 0) + (float)noise.NextDouble())
                ),
            ],
            labels,
            classes
        );
    }
}
