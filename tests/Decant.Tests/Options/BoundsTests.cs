using Decant.Options;

namespace Decant.Tests.Options;

public class BoundsTests
{
    [Theory]
    [InlineData(0.0, null, 1.0, null, "0 to 1", "0 0.5 1", "-0.1 1.1")]
    [InlineData(0.0, null, null, 1.0, "at least 0 and below 1", "0 0.999", "-0.001 1")]
    [InlineData(null, 0.0, 1.0, null, "above 0 and at most 1", "5e-324 1", "0 -0 1.0000001")]
    [InlineData(null, 0.0, null, null, "above 0", "1e300", "0 -1")]
    [InlineData(null, null, 5.0, null, "at most 5", "-1e300 5", "5.1")]
    [InlineData(null, null, null, null, "", "-1e300 1e300", "NaN")]
    public void A_range_says_and_holds_what_lies_in_it(
        double? atLeast,
        double? above,
        double? atMost,
        double? below,
        string words,
        string inside,
        string outside
    )
    {
        var bounds = Bounds<double>.Of(atLeast, above, atMost, below);

        Assert.Equal(words, bounds.Words);
        Assert.All(Numbers(inside), number => Assert.True(bounds.Contain(number)));
        Assert.All(Numbers(outside).Append(double.NaN), number => Assert.False(bounds.Contain(number)));
    }

    private static IEnumerable<double> Numbers(string text) =>
        text.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
}
