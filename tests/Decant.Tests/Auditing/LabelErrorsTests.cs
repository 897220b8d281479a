using Decant.Auditing;

namespace Decant.Tests.Auditing;

public sealed class LabelErrorsTests
{
    // Worked by hand (Northcutt et al. 2019, section 3.1). Probabilities of class 0: samples labelled 0: 0.9, 0.7, 0.05; labelled 1:
    // 0.1, 0.3, 0.45. Thresholds: t0 = 1.65/3 = 0.55, t1 = (0.9 + 0.7 + 0.55)/3 = 0.7167. Sample 2 has 0.95 ≥ t1 of class 1: an error.
    // Sample 5 reaches neither threshold; no other is counted as another class.
    [Fact]
    public void A_label_is_suspected_where_another_class_reaches_its_own_mean()
    {
        double[] first = [0.9, 0.7, 0.05, 0.1, 0.3, 0.45];
        float[] logits = [.. first.SelectMany(p => new[] { (float)Math.Log(p), (float)Math.Log(1 - p) })];

        var error = Assert.Single(LabelErrors.Of(new LabelledAnswers(logits, [0, 0, 0, 1, 1, 1], 2)));

        Assert.Equal((2, 0, 1), (error.Sample, error.Given, error.Likely));
        Assert.Equal(0.95, error.Confidence, 6);
        Assert.Equal(0.05 - 0.95, error.Margin, 6);
    }
}
