using Decant.Engine.Randomness;
using Decant.Tuning;

namespace Decant.Tests.Tuning;

public sealed class ParzenEstimateTests
{
    private static readonly SearchDimension s_range = SearchDimension.Range("x", 0, 1);

    [Fact]
    public void A_density_has_the_area_one_and_is_highest_where_trials_are()
    {
        var estimate = new ParzenEstimate(s_range, [0.2, 0.22, 0.25]);

        Assert.Equal(1, Enumerable.Range(0, 200).Sum(cell => estimate.At((cell + 0.5) / 200)), 1e-9);
        Assert.True(estimate.At(0.22) > 2 * estimate.At(0.7));
        Assert.True(estimate.At(0.99) > 0); // what no one has tried stays possible
    }

    [Fact]
    public void Draws_follow_the_density()
    {
        var estimate = new ParzenEstimate(s_range, [0.1, 0.8, 0.85]);
        var stream = new RandomStream(3, "draws");
        const int Draws = 40_000;
        var counts = new double[10];
        for (var i = 0; i < Draws; i++)
        {
            counts[(int)(10 * estimate.Draw(ref stream))]++;
        }

        for (var part = 0; part < 10; part++)
        {
            var share = Enumerable.Range(0, 20).Sum(cell => estimate.At((part / 10.0) + ((cell + 0.5) / 200)));
            Assert.Equal(share, counts[part] / Draws, 4 * Math.Sqrt(share / Draws)); // four standard deviations
        }
    }

    [Fact]
    public void A_choice_has_one_imagined_trial_of_each_value()
    {
        var estimate = new ParzenEstimate(SearchDimension.Parse("x=a|b|c"), [1, 1, 2]);

        Assert.Equal([1 / 6.0, 3 / 6.0, 2 / 6.0], new[] { 0.0, 1, 2 }.Select(estimate.At), (one, other) => Math.Abs(one - other) < 1e-12);
    }
}
