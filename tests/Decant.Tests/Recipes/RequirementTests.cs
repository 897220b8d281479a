using Decant.Recipes;

namespace Decant.Tests.Recipes;

public class RequirementTests
{
    [Theory]
    [InlineData("accuracy", "0.97", 0.97)]
    [InlineData("accuracy", "97 %", 0.97)]
    [InlineData("latency-p99", "2 ms", 0.002)]
    [InlineData("latency-p50", "300us", 0.0003)]
    [InlineData("latency-p95", "1.5 s", 1.5)]
    [InlineData("size", "500 kB", 500_000)]
    [InlineData("size", "2MB", 2_000_000)]
    [InlineData("size", "80 B", 80)]
    public void A_bound_is_read_in_its_unit(string name, string text, double bound) =>
        Assert.Equal(bound, Requirement.Parse(name, text)!.Bound, 1e-9 * bound);

    [Theory]
    [InlineData("size", "500")]
    [InlineData("latency-p99", "2")]
    [InlineData("latency-p99", "2 kB")]
    [InlineData("accuracy", "good")]
    [InlineData("accuracy", "NaN")]
    public void A_bound_without_its_unit_is_none(string name, string text) => Assert.Null(Requirement.Parse(name, text));

    [Fact]
    public void Measures_that_the_task_does_not_have_list_those_that_it_has()
    {
        var problem = Assert.Throws<RecipeException>(() => Read("{ acuracy: 0.9 }"));

        Assert.Contains("require.acuracy: unknown measure 'acuracy'; nearest: 'accuracy'; known: accuracy, ", problem.Message);
        Assert.Contains("retention, worst-class-recall, latency-p50, latency-p95, latency-p99, size, gap-between-groups", problem.Message);
    }

    [Fact]
    public void A_bound_that_is_none_is_explained_with_an_example() =>
        Assert.Contains(
            "require.size: expected a size such as 500 kB, received '500'",
            Assert.Throws<RecipeException>(() => Read("{ size: 500 }")).Message
        );

    [Fact]
    public void Requirements_are_written_as_they_were_read_and_change_no_result()
    {
        var recipe = Read("{ accuracy: 97 %, latency-p99: 2 ms }");

        Assert.Equal(recipe.Requirements, RecipeReader.ReadText(RecipeWriter.Write(recipe)).Requirements);
        Assert.Equal(RecipeFingerprint.Of(Read("{}")), RecipeFingerprint.Of(recipe));
    }

    private static Recipe Read(string require) =>
        RecipeReader.ReadText(
            $$"""
            data: { source: digits }
            teacher: { train: { model: mlp } }
            student: { model: mlp }
            require: {{require}}
            """
        );
}
