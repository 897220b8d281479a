using Decant.Auditing;

namespace Decant.Tests.Auditing;

public sealed class AnswerEntropyTests
{
    // softmax(ln 9 / 2, 0) = (3/4, 1/4).
    [Fact]
    public void Entropy_and_what_lies_outside_the_answer_follow_their_formulas()
    {
        var at = AnswerEntropy.Of(new LabelledAnswers([MathF.Log(9), 0], [0], 2), 2);

        var entropy = -(0.75 * Math.Log(0.75)) - (0.25 * Math.Log(0.25));
        Assert.Equal(entropy, at.Entropy, 1e-6);
        Assert.Equal(entropy / Math.Log(2), at.EntropyShare, 1e-6);
        Assert.Equal(0.25, at.RestMass, 1e-6);
    }

    [Fact]
    public void Answers_without_a_difference_have_the_largest_entropy_at_every_temperature() =>
        Assert.All(AnswerEntropy.Usual, temperature =>
            Assert.Equal(1, AnswerEntropy.Of(new LabelledAnswers([5, 5, 5, 5], [2], 4), temperature).EntropyShare, 1e-12)
        );
}
