using Decant.Losses;
using Decant.Recipes;

namespace Decant.Tests.Losses;

public sealed class ScheduledNumberTests
{
    [Theory]
    [InlineData(NumberSchedule.Constant, 1, 0.3, 4)]
    [InlineData(NumberSchedule.Linear, 1, 0, 8)]
    [InlineData(NumberSchedule.Linear, 1, 0.25, 7)]
    [InlineData(NumberSchedule.Linear, 0.5, 0.25, 6)]
    [InlineData(NumberSchedule.Linear, 0.5, 0.75, 4)]
    [InlineData(NumberSchedule.Cosine, 1, 0, 8)]
    [InlineData(NumberSchedule.Cosine, 1, 0.5, 6)]
    [InlineData(NumberSchedule.Cosine, 1, 1, 4)]
    [InlineData(NumberSchedule.WarmUp, 0.1, 0.05, 6)]
    public void A_number_goes_its_way_from_8_to_4(NumberSchedule schedule, double over, double share, double expected) =>
        Assert.Equal(expected, new ScheduledNumber(8, 4, schedule, over).At(share), 1e-12);

    [Fact]
    public void A_recipe_gives_a_number_or_its_course()
    {
        var recipe = RecipeReader.ReadText(Recipe("{ from: 8, to: 2, schedule: cosine, over: 0.5 }"));

        Assert.Equal(new ScheduledNumber(8, 2, NumberSchedule.Cosine, 0.5), Assert.IsType<SoftTargetsLoss>(recipe.Losses[0]).Temperature);
        Assert.Equal(recipe, RecipeReader.ReadText(RecipeWriter.Write(recipe)));
        Assert.Equal(
            0.1,
            Assert
                .IsType<SoftTargetsLoss>(RecipeReader.ReadText(Recipe("{ from: 1, to: 2, schedule: warm-up }")).Losses[0])
                .Temperature.Over
        );
    }

    [Theory]
    [InlineData("{ from: 0, to: 2 }", "above 0")]
    [InlineData("{ from: 1, to: 2, schedule: exponential }", "exponential")]
    [InlineData("{ from: 1, to: 2, over: 0 }", "above 0")]
    [InlineData("{ from: 1 }", "'to'")]
    [InlineData("warm", "'warm'")]
    public void What_is_no_course_is_refused(string temperature, string word) =>
        Assert.Contains(
            word,
            Assert.Throws<RecipeException>(() => RecipeReader.ReadText(Recipe(temperature))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_weight_is_not_learnt() =>
        Assert.Contains(
            "curriculum",
            Assert
                .Throws<RecipeException>(() => RecipeReader.ReadText(Recipe("4, weight: { from: 0, to: 1, schedule: curriculum }")))
                .Message,
            StringComparison.Ordinal
        );

    private static string Recipe(string temperature) =>
        $$"""
            data: { source: digits }
            teacher: { train: { model: mlp } }
            student: { model: mlp }
            losses: [ { soft-targets: { temperature: {{temperature}} } } ]
            """;
}
