namespace Decant.Engine.Tests.Execution;

/// <summary>Compares two lists of numbers, relative to the largest of the expected ones.</summary>
internal static class Closeness
{
    public static void Check(string what, double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var size = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (var i = 0; i < expected.Length; i++)
        {
            var same = double.IsFinite(expected[i])
                ? Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1e-3, size)
                : expected[i].Equals(actual[i]);
            if (!same)
            {
                Assert.Fail($"{what}[{i}] of {expected.Length}: expected {expected[i]:R}, received {actual[i]:R}; the largest is {size:R}.");
            }
        }
    }
}
