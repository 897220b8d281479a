namespace Decant.Tests.Recipes;

public class YamlFaultTests
{
    [Theory]
    [InlineData("data: { source: digits\nstudent: { model: mlp }\n", 1, 7, "the '{' is not closed before line 2, where 'student:' begins")]
    [InlineData("losses: [ { hard-labels: { weight: 1 } }\ntraining: { epochs: 1 }", 1, 9, "the '[' is not closed before line 2")]
    [InlineData("student: { model: mlp, hidden: [4 }", 1, 35, "expected ']' for the '[' of line 1, column 32, received '}'")]
    [InlineData("data: { source: 'digits }\n", 1, 17, "the quote ' is not closed")]
    [InlineData("data:\n  path: \"a b\n  test: 3\n", 2, 9, "the quote \" is not closed")]
    [InlineData("student: { model: mlp, hidden: [4]", 1, 10, "the '{' is not closed")]
    [InlineData("training: epochs: 5", 1, 0, "a second ': ' in one value")]
    [InlineData("training:\n  epochs: 5\n batch: 3\n", 3, 0, "this line begins in another column than the lines of its section")]
    [InlineData("training: @five", 1, 11, "no value can begin with this sign")]
    public void Text_that_is_no_yaml_is_explained_at_its_place(string yaml, int line, int column, string words)
    {
        var problem = Assert.Single(RecipeProblemTests.Problems(yaml));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Equal(line, problem.Line);
        Assert.Equal(column, column == 0 ? 0 : problem.Column);
    }

    [Theory]
    [InlineData("name: it's a 'test' [not closed")]
    [InlineData("path: C:\\data # a comment with { and '")]
    [InlineData("path: \"a \\\" { b\"")]
    public void Brackets_and_quotes_that_are_letters_are_no_fault(string yaml) => Assert.Null(Decant.Recipes.YamlFault.Find(yaml));
}
