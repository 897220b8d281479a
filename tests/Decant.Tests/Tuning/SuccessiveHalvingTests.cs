using Decant.Tuning;

namespace Decant.Tests.Tuning;

public sealed class SuccessiveHalvingTests
{
    [Theory]
    [InlineData(12, new[] { 3, 6 })]
    [InlineData(10, new[] { 3, 5 })]
    [InlineData(2, new[] { 1 })]
    [InlineData(1, new int[0])]
    public void Trials_are_compared_after_a_quarter_and_half_of_the_epochs(int epochs, int[] rungs) =>
        Assert.Equal(rungs, new SuccessiveHalving(epochs).Rungs);

    [Fact]
    public void The_better_half_goes_on()
    {
        var halving = new SuccessiveHalving(12);

        Assert.True(halving.GoesOn(3, 0.5, [0.9])); // one rival says nothing
        Assert.True(halving.GoesOn(3, 0.5, [0.9, 0.4, 0.1])); // second of four
        Assert.False(halving.GoesOn(3, 0.5, [0.9, 0.6, 0.1])); // third of four
        Assert.True(halving.GoesOn(3, 0.5, [0.9, 0.4])); // second of three
        Assert.False(halving.GoesOn(3, double.NaN, [0.9, 0.4]));
        Assert.True(halving.GoesOn(4, 0.1, [0.9, 0.8])); // no rung
    }
}
