using Decant.Engine;
using Decant.Tuning;

namespace Decant.Tests.Tuning;

public sealed class SearchDimensionTests
{
    [Theory]
    [InlineData("training.learning-rate=0.001..0.1", 0.5, "training.learning-rate=0.01")] // √(0.001 · 0.1)
    [InlineData("losses.soft-targets.weight=0.2..0.8", 0.5, "losses.soft-targets.weight=0.5")]
    [InlineData("student.depth=2..6", 0.6, "student.depth=4")] // 4.4
    [InlineData("student.width=16..256", 1, "student.width=256")]
    [InlineData("a.b=-1..1", 0, "a.b=-1")]
    [InlineData("losses=[hard-labels] | [soft-targets, hard-labels]", 1, "losses=[soft-targets, hard-labels]")]
    public void A_place_is_a_change_of_the_recipe(string argument, double place, string change) =>
        Assert.Equal([change], SearchDimension.Parse(argument).Changes(place));

    [Fact]
    public void Two_weights_that_share_one_sum_to_one()
    {
        var dimension = SearchDimension.Range("losses.soft-targets.weight", 0, 1) with { Complement = "losses.hard-labels.weight" };

        Assert.Equal(["losses.soft-targets.weight=0.7", "losses.hard-labels.weight=0.3"], dimension.Changes(0.7));
    }

    [Theory]
    [InlineData("a=1|2", "a=1|3")]
    [InlineData("a=1..2", "a=1..3")]
    [InlineData("a=1..2", "a=1.0..2.0")] // real numbers, not whole ones
    public void Other_values_are_another_search(string one, string other) =>
        Assert.NotEqual(SearchDimension.Parse(one).ToString(), SearchDimension.Parse(other).ToString());

    [Theory]
    [InlineData("training.seed=1..9")]
    [InlineData("data.seed=1|2")]
    public void A_seed_is_no_setting(string argument) =>
        Assert.Contains(
            "luckiest",
            Assert.Throws<DecantException>(() => SearchDimension.Parse(argument)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("training.epochs")]
    [InlineData("=1..2")]
    [InlineData("training.epochs=")]
    [InlineData("training.epochs=5")]
    [InlineData("training.epochs=9..3")]
    [InlineData("training.epochs=a..b")]
    [InlineData("training.epochs=1||2")]
    public void What_is_neither_a_range_nor_a_choice_is_explained(string argument) =>
        Assert.Contains(
            "training.learning-rate=0.001..0.1",
            Assert.Throws<DecantException>(() => SearchDimension.Parse(argument)).Message,
            StringComparison.Ordinal
        );
}
