using Decant.Tuning;

namespace Decant.Tests.Tuning;

public sealed class ImportanceTests
{
    [Fact]
    public void It_is_omega_squared_of_the_values()
    {
        // Two values, three trials each: between = 6 · 1² = 6, within = 4 / 4 = 1, all = 10; (6 − 1) / (10 + 1).
        (IReadOnlyList<double>, double)[] trials = [([0], 1), ([0], 2), ([0], 3), ([1], 3), ([1], 4), ([1], 5)];

        Assert.Equal(5 / 11.0, Importance.Of([SearchDimension.Parse("x=a|b")], trials)[0], 1e-12);
    }

    [Fact]
    public void A_setting_that_decides_all_has_one_and_one_that_decides_nothing_has_none()
    {
        (IReadOnlyList<double>, double)[] trials =
        [
            .. Enumerable.Range(0, 16).Select(i => ((IReadOnlyList<double>)[i % 4 / 4.0, i / 4 / 4.0], (double)(i % 4))),
        ];
        var shares = Importance.Of([SearchDimension.Range("x", 0, 1), SearchDimension.Range("y", 0, 1)], trials);

        Assert.Equal(1, shares[0], 1e-12);
        Assert.Equal(0, shares[1], 1e-12);
    }
}
