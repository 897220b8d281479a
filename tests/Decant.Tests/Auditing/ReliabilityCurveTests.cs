using Decant.Auditing;

namespace Decant.Tests.Auditing;

public sealed class ReliabilityCurveTests
{
    // Four answers that are 3/4 sure, of which two are right, and one that is half sure and right: |2 − 3|/5 + |1 − 1/2|/5 = 0.3.
    [Fact]
    public void Bins_hold_what_is_as_sure_and_add_up_to_the_calibration_error()
    {
        var third = MathF.Log(3);
        var curve = ReliabilityCurve.Of(new LabelledAnswers([third, 0, third, 0, third, 0, third, 0, 0, 0], [0, 0, 1, 1, 0], 2));

        Assert.Equal([(1, 1.0), (4, 0.5)], curve.Bins.Select(bin => (bin.Count, bin.Accuracy)));
        Assert.Equal([0.5, 0.75], curve.Bins.Select(bin => Math.Round(bin.Confidence, 6)));
        Assert.Equal(0.3, curve.Error, 6);
        Assert.Equal((3.5 - 3) / 5, curve.Overconfidence, 6);
    }
}
