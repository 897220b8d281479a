using System.Text;

namespace Decant.Tests.Recipes;

public class YamlTreeTests
{
    [Theory]
    [InlineData("training: { epochs: 5\n\n", 1, "this is not valid YAML")]
    [InlineData("training:\n  epochs: 5\n batch: 3", 3, "this is not valid YAML")]
    [InlineData("training:\n\tepochs: 5", 2, "a tab indents this line")]
    [InlineData("training: 'five", 1, "this is not valid YAML")]
    [InlineData("training: @five", 1, "this is not valid YAML")]
    [InlineData("just words", 1, "expected sections such as data, teacher and student, received 'just words'")]
    [InlineData("- a\n- b", 1, "received a list of 2")]
    [InlineData("? [a]\n: b", 1, "expected a key that is one word")]
    [InlineData("data: &a { x: 1 }\nteacher: *a", 1, "the anchor '&a' is not understood")]
    [InlineData("<<: { x: 1 }", 1, "merge keys")]
    [InlineData("data: !!python/object:os.system { x: 1 }", 1, "the tag 'tag:yaml.org,2002:python/object:os.system' is not understood")]
    [InlineData("data: { a: 1 }\n---\ndata: { a: 1 }", 2, "expected one document, received a second")]
    public void What_recipes_do_not_take_of_yaml_is_refused_with_its_line(string yaml, int line, string message) =>
        Assert.Contains(RecipeProblemTests.Problems(yaml), problem =>
            problem.Line == line && problem.Message.Contains(message, StringComparison.Ordinal)
        );

    [Fact]
    public void A_key_that_stands_twice_names_both_lines()
    {
        var problem = Assert.Single(RecipeProblemTests.Problems(Smallest.With("student: { model: cnn }\n")));

        Assert.Equal((4, 1, "student"), (problem.Line, problem.Column, problem.Path));
        Assert.Contains("first on line 3", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_without_being_unfolded()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 30; level++)
        {
            bomb.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");
        }

        Assert.Contains(RecipeProblemTests.Problems(bomb.ToString()), problem =>
            problem.Message.Contains("alias", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    public void A_hundred_thousand_levels_are_refused_at_the_first_too_many(string level)
    {
        var problem = Assert.Single(RecipeProblemTests.Problems(string.Concat(Enumerable.Repeat(level, 100_000))));

        Assert.NotEmpty(problem.Message);
    }

    [Fact]
    public void A_list_of_a_hundred_thousand_values_is_refused()
    {
        var problem = Assert.Single(RecipeProblemTests.Problems($"data: [{string.Join(",", Enumerable.Repeat("1", 100_000))}]"));

        Assert.Contains("more than 20000 values", problem.Message, StringComparison.Ordinal);
    }
}
