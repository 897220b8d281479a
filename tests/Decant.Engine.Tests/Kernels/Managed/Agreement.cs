namespace Decant.Engine.Tests.Kernels.Managed;

/// <summary>Compares float results with sums that the reference made in double.</summary>
internal static class Agreement
{
    private const double FloatEpsilon = 1.0 / (1 << 24);

    /// <summary>
    /// Each element must be as near as float rounding allows: a sum of <paramref name="terms"/> products of standard
    /// normal numbers has a size of √terms and collects an error of some √terms roundings of that size.
    /// </summary>
    public static void Check(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, int terms)
    {
        Assert.Equal(expected.Length, actual.Length);
        var bound = 8 * FloatEpsilon * (terms + 4);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= bound + (8 * FloatEpsilon * Math.Abs(expected[i]))))
            {
                Assert.Fail($"Element {i} of {expected.Length}: expected {expected[i]:R}, received {actual[i]:R}, bound {bound:R}.");
            }
        }
    }
}
