namespace Decant.Engine.Tests.Execution;

/// <summary>Compares two lists of numbers, relative to the largest of the expected ones.</summary>
internal static class Closeness
{
    public static void Check(string what, double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var size = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        // Sums of numbers around 1 that nearly cancel keep the rounding of their summands: nothing below a tenth is judged finer.
        var scale = tolerance * Math.Max(0.1, size);
        for (var i = 0; i < expected.Length; i++)
        {
            var same = double.IsFinite(expected[i]) ? Math.Abs(expected[i] - actual[i]) <= scale : expected[i].Equals(actual[i]);
            if (!same)
            {
                Assert.Fail(
                    $"{what}[{i}] of {expected.Length}: expected {expected[i]:R}, received {actual[i]:R}; the largest is {size:R}."
                );
            }
        }
    }
}
