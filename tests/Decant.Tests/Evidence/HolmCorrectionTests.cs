using Decant.Evidence;

namespace Decant.Tests.Evidence;

public class HolmCorrectionTests
{
    // R: p.adjust(c(0.04, 0.01, 0.03, 0.02), method = "holm") gives 0.06 0.04 0.06 0.06.
    [Fact]
    public void Corrected_values_are_those_of_the_definition() =>
        Assert.Equal([0.06, 0.04, 0.06, 0.06], HolmCorrection.Of([0.04, 0.01, 0.03, 0.02]).Select(value => Math.Round(value, 12)));

    [Fact]
    public void One_value_stays_and_none_exceeds_one()
    {
        Assert.Equal([0.03], HolmCorrection.Of([0.03]));
        Assert.Equal([1.0, 1.0], HolmCorrection.Of([0.7, 0.9]));
        Assert.Empty(HolmCorrection.Of([]));
    }
}
