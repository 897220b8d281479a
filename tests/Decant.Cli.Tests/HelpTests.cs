using Decant.Tests.Shared;

namespace Decant.Cli.Tests;

public sealed class HelpTests
{
    [Theory]
    [InlineData("")]
    [InlineData("demo")]
    [InlineData("distill")]
    [InlineData("compare")]
    [InlineData("teach")]
    [InlineData("predict")]
    [InlineData("evaluate")]
    [InlineData("inspect")]
    [InlineData("convert")]
    [InlineData("conformance")]
    [InlineData("check")]
    [InlineData("data")]
    [InlineData("data list")]
    [InlineData("data get")]
    [InlineData("data make")]
    [InlineData("data show")]
    [InlineData("model")]
    [InlineData("model list")]
    [InlineData("model get")]
    [InlineData("store")]
    [InlineData("store make")]
    [InlineData("store show")]
    [InlineData("store check")]
    [InlineData("store merge")]
    [InlineData("store repair")]
    [InlineData("tokenizer")]
    [InlineData("tokenizer train")]
    [InlineData("tokenizer show")]
    [InlineData("tokenizer encode")]
    [InlineData("losses")]
    [InlineData("losses eval")]
    [InlineData("bench")]
    [InlineData("bench step")]
    [InlineData("bench kernels")]
    [InlineData("bench infer")]
    [InlineData("bench store")]
    public void Every_command_explains_itself_with_examples(string command)
    {
        using var folder = new WorkFolder();
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        var answer = DecantProcess.Run(folder.Path, [.. words, "--help"]);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Messages));
        Assert.Contains($"\nExamples\n  {string.Join(' ', ["decant", .. words])}", answer.Results);
        Assert.All(answer.Results.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Snapshot.Equals($"help{string.Concat(words.Select(word => $"-{word}"))}.txt", answer.Results);
    }

    [Theory]
    [InlineData]
    [InlineData("-h")]
    [InlineData("help")]
    public void The_program_alone_shows_its_help(params string[] arguments)
    {
        using var folder = new WorkFolder();

        Assert.Equal(DecantProcess.Run(folder.Path, "--help"), DecantProcess.Run(folder.Path, arguments));
    }

    [Fact]
    public void Help_wins_over_whatever_else_is_wrong()
    {
        using var folder = new WorkFolder();

        Assert.Equal(DecantProcess.Run(folder.Path, "help", "distill"), DecantProcess.Run(folder.Path, "distill", "--nonsense", "--help"));
    }

    [Fact]
    public void The_version_is_one_line()
    {
        using var folder = new WorkFolder();

        var answer = DecantProcess.Run(folder.Path, "--version");

        Assert.Equal(0, answer.ExitCode);
        Assert.Matches(@"^decant \d+\.\d+\.\d+\r?\n$", answer.Results);
    }
}
