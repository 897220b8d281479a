using Decant.Auditing;

namespace Decant.Tests.Auditing;

public sealed class CalibratingTemperatureTests
{
    // Logits k·ln p, and of ten samples as many of each class as p says: softmax(z/k) = p is the distribution of the labels, and no other
    // temperature can be likelier.
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3.7)]
    public void Logits_that_are_too_large_by_a_factor_are_divided_by_it(double factor)
    {
        double[] shares = [0.7, 0.2, 0.1];
        int[] labels = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2];
        float[] logits = [.. labels.SelectMany(_ => shares.Select(share => (float)(factor * Math.Log(share))))];

        Assert.Equal(factor, CalibratingTemperature.Of(new LabelledAnswers(logits, labels, 3)), factor * 1e-4);
    }

    [Fact]
    public void Where_all_answers_are_right_the_lowest_temperature_is_said() =>
        Assert.Equal(0.05, CalibratingTemperature.Of(new LabelledAnswers([3, 0, 0, 3], [0, 1], 2)), 1e-6);
}
