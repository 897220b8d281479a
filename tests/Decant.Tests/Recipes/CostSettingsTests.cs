using Decant.Recipes;
using Decant.Runs;

namespace Decant.Tests.Recipes;

public sealed class CostSettingsTests
{
    [Fact]
    public void Rates_are_as_stated()
    {
        var recipe = RecipeReader.ReadText(
            Smallest.Yaml + "\ncosts: { watts: 15, price-per-kwh: 0.2, grams-per-kwh: 50, currency: CHF, price-per-hour: 1.5 }\n"
        );

        Assert.Equal(
            new CostRates
            {
                Watts = 15,
                PricePerKilowattHour = 0.2,
                GramsPerKilowattHour = 50,
                Currency = "CHF",
                PricePerHour = 1.5,
            },
            recipe.Rates
        );
    }

    [Fact]
    public void What_is_not_stated_is_as_documented()
    {
        var rates = RecipeReader.ReadText(Smallest.Yaml, overrides: ["costs.watts=15"]).Rates;

        Assert.Equal(
            (15, 0.3, 400, "EUR", 0),
            (rates.Watts, rates.PricePerKilowattHour, rates.GramsPerKilowattHour, rates.Currency, rates.PricePerHour)
        );
        Assert.Equal(65, RecipeReader.ReadText(Smallest.Yaml).Rates.Watts);
    }

    [Theory]
    [InlineData("costs.watts=0")]
    [InlineData("costs.price-per-kwh=-1")]
    [InlineData("costs.grams-per-kwh=-1")]
    [InlineData("costs.price-per-hour=-1")]
    public void A_rate_that_cannot_be_is_refused(string argument) =>
        Assert.Throws<RecipeException>(() => RecipeReader.ReadText(Smallest.Yaml, overrides: [argument]));

    [Fact]
    public void Prices_do_not_make_another_run() =>
        Assert.Equal(
            RecipeFingerprint.Of(RecipeReader.ReadText(Smallest.Yaml)),
            RecipeFingerprint.Of(RecipeReader.ReadText(Smallest.Yaml, overrides: ["costs.watts=15"]))
        );
}
