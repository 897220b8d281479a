using Decant.Auditing;

namespace Decant.Tests.Auditing;

public sealed class WorstMistakesTests
{
    // Probabilities of class 0: 0.9, 0.2, 0.6, 0.99 and 0.5.
    private static readonly LabelledAnswers s_answers = new(
        [.. new[] { 0.9, 0.2, 0.6, 0.99, 0.5 }.SelectMany(p => new[] { (float)Math.Log(p), (float)Math.Log(1 - p) })],
        [1, 0, 1, 0, 1],
        2
    );

    [Fact]
    public void The_least_probable_truth_comes_first_and_what_is_right_is_none() =>
        Assert.Equal([0, 1, 2, 4], WorstMistakes.Of(s_answers, 10)); // truths of 0.1, 0.2, 0.4 and 0.5

    [Fact]
    public void No_more_are_given_than_asked_for() => Assert.Equal([0, 1], WorstMistakes.Of(s_answers, 2));

    [Fact]
    public void A_probability_is_that_of_the_softmax() => Assert.Equal(0.4, WorstMistakes.ProbabilityOf(s_answers, 2, 1), 1e-6);
}
