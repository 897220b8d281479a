namespace Decant.Engine.Tests.Kernels;

/// <summary>Compares float results with what the reference made of the same numbers in double.</summary>
internal static class Near
{
    /// <summary>Half a unit in the last place of a float, relative to the number.</summary>
    public const double Rounding = 1.0 / (1 << 24);

    /// <summary>
    /// Every element is the expected one up to some float roundings of it, plus some of a number of the size given. NaN and infinities must
    /// be the same.
    /// </summary>
    public static void Check(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double roundings, double size = 0)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            // Beyond the range of a float the right answer is infinity; below its denormals, 0.
            var want = expected[i];
            if (double.IsNaN(want) ? float.IsNaN(actual[i]) : (float)want == actual[i])
            {
                continue;
            }

            var bound = (roundings * Rounding * (Math.Abs(want) + size)) + float.Epsilon;
            if (!(Math.Abs(want - actual[i]) <= bound))
            {
                Assert.Fail(
                    $"Element {i} of {expected.Length}: expected {want:R}, received {actual[i]:R}, off by "
                        + $"{Math.Abs(want - actual[i]) / Rounding / (Math.Abs(want) + size):F1} roundings."
                );
            }
        }
    }

    public static double[] Widen(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }
}
