using Decant.Evidence;

namespace Decant.Tests.Evidence;

public class LooksTests
{
    [Fact]
    public void The_first_look_is_a_plain_test() => Assert.Equal(0.05, Looks.ErrorOf(1), 15);

    // One-sided errors of any number of looks sum to 5 % at most.
    [Fact]
    public void All_looks_together_err_in_five_per_cent_at_most() =>
        Assert.InRange(Enumerable.Range(1, 40).Sum(look => Looks.ErrorOf(look) / 2), 0.0499, 0.05);

    // Three looks may be done at a constant level of 0.0221 two-sided (Pocock 1977, Biometrika 64, 191): the third here is stricter.
    [Fact]
    public void The_third_look_is_stricter_than_the_boundary_of_Pocock() => Assert.True(Looks.ErrorOf(3) < 0.0221);
}
